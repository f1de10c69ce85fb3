package org.duban.notify.log;

/** Examples of the OpenAPI document. */
final class Examples {

    private static final String SUMMARY = """
            {"id":"9b1d7c3e-52a0-5f1c-8f5e-6a3f0f3f8a10","position":17,"kind":"CHASE","audience":"UNIT","status":"DELIVERED",\
            "occasion":"reminder/0198c0de-0000-7000-8000-000000000001/532500-16/2023-08-02",\
            "notice":{"id":"0198c0de-0000-7000-8000-000000000001","title":"红河州校园安全工作情况报告审议意见处理方案"},\
            "unit":{"code":"532500-16","name":"州卫生健康委"},"day":"2023-08-02",\
            "subject":"【催办】已逾期1个工作日（8月1日截止）：红河州校园安全工作情况报告审议意见处理方案",\
            "plannedAt":"2023-08-02T00:30:00.4Z","settledAt":"2023-08-02T00:30:01Z","tries":1}""";

    static final String PAGE = "{\"items\":[" + SUMMARY + "]}";

    static final String MAIL = "{\"mail\":" + SUMMARY + """
            ,"stateAtSending":"待报送1项，待审核1项，已办结0项","text":"州卫生健康委：…",\
            "reasons":[{"eventId":"4f2ec17f-73ba-5128-8965-96300ed17d48","type":"org.duban.rung.fired.v1","rung":"T+1",\
            "at":"2023-08-02T00:30:00Z"}],\
            "deliveries":[{"id":"1c0e7a52-0d1c-5b53-9f0e-0b7a3a2a9c11","address":"532500-16.lianluo@honghe.example",\
            "name":"州卫生健康委办公室联络员","messageId":"<1c0e7a52-0d1c-5b53-9f0e-0b7a3a2a9c11@duban.example>","round":0,\
            "status":"DELIVERED","attempts":[{"startedAt":"2023-08-02T00:30:00.6Z",\
            "endedAt":"2023-08-02T00:30:01Z","outcome":"DELIVERED","owner":"notify-1:8081"}]}],"resends":[]}""";

    static final String WHY = """
            {"mail":"9b1d7c3e-52a0-5f1c-8f5e-6a3f0f3f8a10","status":"DELIVERED","sentences":[\
            "这是《红河州校园安全工作情况报告审议意见处理方案》的催办邮件，业务日期2023-08-02，收件人为州卫生健康委（单位联络员）。",\
            "原因：2023年8月2日 08:30:00 催办节点到期，节点T+1（催办），时限2023-08-01。",\
            "已发送，邮件服务器于2023年8月2日 08:30:01接收。"]}""";

    private static final String LETTER = """
            {"id":3,"topic":"duban.events","partition":2,"offset":41,"recordTime":"2023-08-02T00:30:00Z",\
            "key":"532500-16","headers":"ce_specversion: 1.0","value":"e30=","size":2,"excerpt":"{}","reason":"no header ce_id",\
            "receivedAt":"2023-08-02T00:30:01Z","status":""";

    private static final String SETTLED = ",\"settledAt\":\"2023-08-03T01:00:00Z\",\"settledBy\":\"office\"";

    static final String DEAD_LETTERS = "{\"items\":[" + LETTER + "\"OPEN\"}]}";

    static final String OPEN_LETTER = LETTER + "\"OPEN\"}";

    static final String REPLAYED_LETTER = LETTER + "\"REPLAYED\"" + SETTLED + "}";

    static final String DISMISS_REQUEST = "{\"reason\":\"测试消息，与业务无关\"}";

    static final String DISMISSED_LETTER =
            LETTER + "\"DISMISSED\"" + SETTLED + ",\"settledReason\":\"测试消息，与业务无关\"}";

    static final String RESEND_REQUEST = "{\"reason\":\"单位来电说没有收到\"}";

    static final String RESEND = """
            {"mail":"9b1d7c3e-52a0-5f1c-8f5e-6a3f0f3f8a10","round":1,"askedAt":"2023-08-02T03:10:00Z","askedBy":"office",\
            "reason":"单位来电说没有收到"}""";

    static final String DAY = """
            {"unit":"532500-16","date":"2023-07-20","mails":[],"sentences":[\
            "2023-07-20没有为单位532500-16安排邮件：没有收到当日应当发信的事件（交办、催办节点到期、退回）。"]}""";

    static final String FLAGGED = """
            {"id":"0d0c3a54-5a8e-4f0e-9c8e-6d2b9f1a7e01","address":"532500-16.lianluo@honghe.example",\
            "reason":"邮件服务器答复 SMTP 550 5.1.1","flaggedAt":"2023-08-02T00:30:01Z","returned":false,\
            "contacts":[{"unit":{"code":"532500-16","name":"州卫生健康委"},"role":"LIAISON","post":"办公室联络员"}]}""";

    static final String FLAGGED_PAGE = "{\"items\":[" + FLAGGED + "]}";

    static final String PREVIEWS = """
            {"items":[{"kind":"CHASE","name":"催办","audience":"UNIT",\
            "subject":"【催办】已逾期1个工作日（8月1日截止）：红河州校园安全工作情况报告审议意见处理方案",\
            "href":"/api/v1/previews/CHASE"}]}""";

    private Examples() {}
}
