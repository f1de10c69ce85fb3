package org.duban.task.parse;

/**
 * Folds one character to the form that the grammar knows, so that each rule is written once: full-width to half-width
 * punctuation and digits, every kind of bracket to ( ), every blank to a space, and the traditional characters of the
 * grammar's own words to simplified ones. Units and titles are always taken from the text as given.
 */
final class Fold {
    private static final String PAIRS = "〔([([(【(〕)])】)﹝(﹞)︵(︶)∶:︰:﹕:﹐,﹔;﹒.﹑、｡。│|┃|║|¦|〈<〉>○〇"
            + "責责單单牽牵頭头負负關关於于發发號号聯联繫系係系電电話话郵邮報报組组長长員员開开時时間间區区縣县門门務务辦办"
            + "廳厅會会協协參参與与實实職职責责內内個个點点應应黨党衛卫隊队處处學学鎮镇鄉乡銀银機机構构業业團团園园見见決决"
            + "規规則则計计劃划復复單单總总據据貫贯現现將将請请務务須须饋馈達达續续進进堅坚屬属導导領领檢检監监"
            + "級级項项標标號号來来稱称動动場场兩两達达審审議议簡简專专為为爲为舉举書书傳传體体軍军別别後后備备師师並并併并廢废徹彻"
            + "態态執执護护擔担揮挥無无條条極极匯汇彙汇積积稅税織织經经結结給给絡络統统編编網网蘇苏記记設设轉转輸输過过運运銷销"
            + "預预館馆紙纸簽签臺台準准製制確确佈布週周產产業业"
            + "細细綱纲讀读頁页當当錄录閉闭瀏浏覽览畫划";
    private static final char[] TABLE = table();

    private Fold() {
    }

    /** As {@link #fold(char)}; in 二OO八年 the letter stands for a zero. */
    static char fold(char c, char before) {
        return (c == 'O' || c == 'o') && (before == '二' || before == '〇') ? '〇' : TABLE[c];
    }

    static char fold(char c) {
        return TABLE[c];
    }

    private static char[] table() {
        char[] table = new char[Character.MAX_VALUE + 1];
        for (int c = 0; c < table.length; c++) {
            boolean fullWidth = c >= '\uFF01' && c <= '\uFF5E';
            char folded = (char) (fullWidth ? c - 0xFEE0 : c);
            boolean blank = folded != '\n' && folded != '\t' && (Character.isSpaceChar(c) || Character.isWhitespace(c));
            table[c] = blank ? ' ' : folded;
        }
        for (int i = 0; i < PAIRS.length(); i += 2) {
            table[PAIRS.charAt(i)] = PAIRS.charAt(i + 1);
        }
        table['\uFF3B'] = table['['];
        table['\uFF3D'] = table[']'];
        table['\u2028'] = '\n';
        table['\u2029'] = '\n';
        return table;
    }
}
