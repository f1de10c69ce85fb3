package org.duban.task.problem;

/** What each problem means and what to do about it, for people who follow its {@code type}. */
record ProblemGuide(Text meaning, Text remedy) {

    private static ProblemGuide of(String meaning, String meaningEn, String remedy, String remedyEn) {
        return new ProblemGuide(new Text(meaning, meaningEn), new Text(remedy, remedyEn));
    }

    static ProblemGuide of(ProblemCode code) {
        return switch (code) {
            case MALFORMED_JSON -> of("请求正文不是合法的 JSON，或含有重复的键、多余的内容。", "The body is not valid JSON, has a key twice, or goes on after its end.",
                    "按 detail 所指的行列改正；正文须是 UTF-8。", "Correct it at the line and column in detail; the body must be UTF-8.");
            case MALFORMED_CSV -> of("请求正文不是 UTF-8 编码的 CSV，或表头、引号有误。", "The body is not CSV in UTF-8, or its header row or a quote is wrong.",
                    "在 Excel 中另存为“CSV UTF-8”；表头为 code,name,alias,role,post,email。", "In Excel, save as “CSV UTF-8”; the header row is code,name,alias,role,post,email.");
            case IMPORT_REFUSED -> of("导入的内容有误，整批未写入。", "Lines of the import are wrong; nothing of it was stored.",
                    "按 errors 逐行改正；可先用 dryRun=true 取得逐行的报告。", "Correct the lines in errors; dryRun=true gives a report line by line.");
            case FILE_DAMAGED -> of("上传的文件不完整，或不符合其格式。", "The uploaded file is cut off, or is not as its format wants it.",
                    "用原来的软件打开并重新保存或导出，再上传。", "Open it with the program it comes from, save or export it anew, and upload that.");
            case FILE_ENCRYPTED -> of("上传的文件设有打开密码或使用限制，无法读取。", "The uploaded file has a password or a restriction and cannot be read.",
                    "取消密码和限制后再上传。", "Take off password and restrictions and upload it again.");
            case FILE_WITHOUT_TEXT -> of("上传的文件中没有可读取的文字，多为扫描件。", "There is no text to read in the uploaded file; as a rule it is a scan.",
                    "上传带文字的版本，或先做文字识别（OCR），也可直接粘贴正文。", "Upload a version with text, recognise it first (OCR), or paste the text.");
            case INVALID_FIELD -> of("正文中有不认识的字段，或字段的值不符合要求。", "The body has a field that is not known, or a value that is not allowed.",
                    "errors 中的 pointer 指出每一处（JSON Pointer）。", "pointer in errors names each place (JSON Pointer).");
            case INVALID_PARAMETER -> of("路径、查询或请求头中的参数不符合要求。", "A parameter in the path, the query or a header is not allowed.",
                    "errors 中的 parameter 指出每一处；游标须原样使用上一页的 next。", "parameter in errors names each; a cursor is the next of the page before, as it is.");
            case BAD_REQUEST -> of("请求的格式不符合 HTTP 或本接口的要求。", "The request is not as HTTP or this API wants it.",
                    "对照接口文档改正后重新发送。", "Correct it by the documentation and send it again.");
            case UNAUTHENTICATED -> of("没有令牌，或令牌已过期、签名、签发者或 aud 不符。", "There is no token, or it has expired, or its signature, issuer or audience is wrong.",
                    "取得新的令牌，在 Authorization: Bearer 中提供。", "Get a new token and send it as Authorization: Bearer.");
            case FORBIDDEN -> of("令牌有效，但其角色无权执行此操作。", "The token is good, but its role may not do this.",
                    "使用具有相应角色的令牌；每个操作的说明中列有角色。", "Use a token of a role that may; the documentation of each operation names them.");
            case NOT_FOUND -> of("没有此路径或资源；对单位而言，其他单位的资源也视为不存在。", "There is no such path or thing; for a unit, what belongs to others does not exist.",
                    "核对路径和 id，以及令牌所属的单位。", "Check the path, the id, and the unit of the token.");
            case ILLEGAL_MOVE -> of("资源当前的状态不允许此操作。", "The state it is in does not allow this.",
                    "重新读取其状态，再决定下一步。", "Read its state and decide again.");
            case NOT_OVERDUE -> of("没有逾期的事项，不需要催办。", "Nothing is overdue, and nobody to be chased.",
                    "逾期从完成时限次日起；用 GET /api/v1/deadlines?overdue=true 查看。", "A day is overdue from the next one on; see GET /api/v1/deadlines?overdue=true.");
            case UNITS_UNKNOWN -> of("所列单位不在单位名录中。", "Some of the units are not in the directory.",
                    "在名录中建立该单位或为其登记别名，然后重试。", "Create the unit, or give it that alias, and try again.");
            case NOTICE_EXISTS -> of("文号或全文相同的通知已经导入，existing 指出那一份。", "A notice of the same number or text was imported before; existing names it.",
                    "用 POST /notices/{id}/comparison 比较两者；确为另一份通知时，以 duplicate=true 重新提交。",
                    "Compare the two by POST /notices/{id}/comparison; where it is another notice after all, send it again with duplicate=true.");
            case NAME_TAKEN -> of("另一单位、单位组或别名已使用此名称；全角半角、空白不同也视为相同。", "A unit, group or alias has the name; width and blanks make no difference.",
                    "使用另一名称，或先更改占用它的单位。", "Choose another name, or change the one that has it first.");
            case KEY_IN_FLIGHT -> of("使用同一 Idempotency-Key 的请求尚在处理。", "A request with the same Idempotency-Key is under way.",
                    "稍后以同样的键和内容重试。", "Send the same key and content again in a moment.");
            case KEY_REUSED -> of("此 Idempotency-Key 在 24 小时内已用于内容不同的请求。", "The Idempotency-Key was used for other content within 24 hours.",
                    "新的请求使用新的键。", "Use a new key for a new request.");
            case PRECONDITION_FAILED -> of("资源在您读取之后已被更改。", "It was changed since you read it.",
                    "重新读取，确认后以新的 ETag 再试。", "Read it again and send the new ETag.");
            case PRECONDITION_REQUIRED -> of("更改已有资源须说明所依据的版本。", "A change must say which version it is made on.",
                    "先读取资源，把 ETag 放入 If-Match。", "Read it first and send its ETag in If-Match.");
            case CONTENT_TOO_LARGE -> of("请求正文超过该操作的大小上限。", "The body is larger than the operation takes.",
                    "一般为 1 MB，导入和通知文件为 5 MB，通知草稿为 8 MB，附件为 20 MB；见 detail。", "Usually 1 MB, 5 MB for an import or the file of a notice, 8 MB for a draft, 20 MB for an attachment; see detail.");
            case TOO_MANY_REQUESTS -> of("该调用方一分钟内的请求已达上限。", "This client has sent as many requests as it may in a minute.",
                    "等待 Retry-After 所给的秒数；等待新事件请用 GET /api/v1/events 的 waitSeconds。", "Wait for the seconds in Retry-After; to wait for events use waitSeconds of GET /api/v1/events.");
            case INTERNAL_ERROR -> of("服务发生意外错误，本次请求未产生任何更改。", "Something unexpected happened; nothing was changed.",
                    "稍后重试；仍出现时请告知运维人员请求的时间和路径。", "Try again later; if it stays, tell the operators when and where.");
            case UNAVAILABLE -> of("数据库等部件暂时不可用，本次请求未产生任何更改。", "A part such as the database is away; nothing was changed.",
                    "稍后以同样的 Idempotency-Key 重试。", "Try again later with the same Idempotency-Key.");
            default -> new ProblemGuide(new Text(code.title.zh() + "。", code.title.en() + "."), remedyOf(code.status));
        };
    }

    private static Text remedyOf(int status) {
        return status == 409 ? new Text("重新读取有关资源，按其现状调整后再试。", "Read what it is about again, and adapt the request to it.")
                : new Text("按答复中的 detail 改正后重新发送。", "Correct the request by the detail in the answer and send it again.");
    }
}
