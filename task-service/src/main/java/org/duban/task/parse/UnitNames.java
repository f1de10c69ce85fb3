package org.duban.task.parse;

import java.util.Arrays;
import java.util.List;

/** What the name of a public body looks like. Names are never looked up: any government's may come. */
final class UnitNames {
    private static final int LONGEST = 40;
    private static final int LONGEST_SHORT = 8;
    /** Words that end a body's name, folded. */
    private static final List<String> ENDINGS = List.of("局", "委", "办", "厅", "部", "院", "署", "室", "队", "府", "会", "处",
            "站", "所", "社", "联", "中心", "公司", "集团", "银行", "支行", "分行", "大学", "学院", "学校", "单位", "部门", "机构", "企业",
            "海关", "税务", "军分区", "园区", "新区", "开发区", "高新区", "功能区", "乡镇", "街道", "地区", "机关", "专班", "小组", "馆", "科",
            "台", "网", "团", "组", "村", "社区", "县", "区", "市", "州", "旗", "盟", "省", "镇", "乡");
    /** Endings of common words too, so that they close a short name only after 各, 市, 县… */
    private static final String WEAK_ENDINGS = "村县区市州旗盟省镇乡组团网台科馆会所站处社室校";
    /** Endings that part two names even if only a blank follows. */
    private static final String FIRM_ENDINGS = "局委办厅部院署府队";
    private static final List<String> NO_NAME = List.of("第", "含", "包括", "如", "即", "见", "以", "不", "另", "其他", "本", "附", "原", "简称");
    private static final String RULING_PREFIX = "各市县区省州旗盟镇乡国中全有相其自";
    private static final String LEVELS = "市县区旗州盟省地级乡镇街道苏木场园片功能开发高新、";
    private static final List<String> GROUP_OPENERS = List.of("各相关", "各有关", "各", "相关", "有关");
    private static final List<String> BARE_NOUNS = List.of("单位", "部门", "机构", "企业");
    private static final List<String> ORGANS = List.of("人民政府", "政府", "办事处", "管委会", "党委", "党工委", "");

    private UnitNames() {
    }

    /** Whether a name, folded and without blanks, could be a public body's: 州教育体育局, 各县市人民政府, 各街道(功能区). */
    static boolean isLike(String name) {
        String bare = withoutLastBracket(name);
        if (bare.length() < 2 || bare.length() > LONGEST || NO_NAME.stream().anyMatch(bare::startsWith)) {
            return false;
        }
        for (int i = 0; i < bare.length(); i++) {
            if (!Character.isIdeographic(bare.charAt(i)) && "()·、".indexOf(bare.charAt(i)) < 0
                    && !Character.isLetterOrDigit(bare.charAt(i))) {
                return false;
            }
        }
        char end = bare.charAt(bare.length() - 1);
        boolean ends = ENDINGS.stream().anyMatch(bare::endsWith);
        int shortest = WEAK_ENDINGS.indexOf(end) < 0 ? 3 : 4;
        return ends && (bare.length() >= shortest || RULING_PREFIX.indexOf(bare.charAt(0)) >= 0);
    }

    /** 办公室, 工会, 妇联: short names that count only beside a verb, or beside another body. */
    static boolean isShort(String name) {
        return name.length() >= 2 && name.length() <= LONGEST_SHORT && name.chars().allMatch(Character::isIdeographic)
                && NO_NAME.stream().noneMatch(name::startsWith) && (ENDINGS.stream().anyMatch(name::endsWith) || name.endsWith("协"));
    }

    /** 安监站 安监所: words that only blanks part, each of which may be a body's name. */
    static boolean areShort(String words) {
        return words.trim().indexOf(' ') > 0 && words.chars().noneMatch(c -> "、,;。".indexOf(c) >= 0)
                && Arrays.stream(words.trim().split("\\s+")).allMatch(name -> name.length() > 2 && isShort(name));
    }

    /** Whether a blank after this name parts it from the next: in 社 ⏎ 会保障局 it does not. */
    static boolean isWhole(String name) {
        return isLike(name) && FIRM_ENDINGS.indexOf(name.charAt(name.length() - 1)) >= 0;
    }

    /** 各县(市、区) → 各县: an inner bracket qualifies the name. */
    private static String withoutLastBracket(String name) {
        int open = name.lastIndexOf('(');
        return open > 0 && name.endsWith(")") ? name.substring(0, open) : name;
    }

    /** 各…, 有关…, 相关…: several bodies under one name. */
    static boolean isGroup(String name) {
        return name.startsWith("各") || name.contains("有关") || name.contains("相关") || name.contains("各县") || name.contains("各市");
    }

    /** 各市 + 县(市、区)政府, 相关市 + 县政府, 市直有关部门 + 单位 are one name with a 、 inside; 各市 + 市教育局 are two. */
    static boolean isOneName(String left, String right) {
        String levels = GROUP_OPENERS.stream().filter(left::startsWith).findFirst().map(opener -> left.substring(opener.length())).orElse("");
        if (BARE_NOUNS.contains(right) && isGroup(left)) {
            return true;
        }
        if (levels.isEmpty() || !onlyLevels(levels)) {
            return false;
        }
        int open = right.indexOf('(');
        int close = right.indexOf(')', Math.max(open, 0));
        String bare = open >= 0 && close > open ? right.substring(0, open) + right.substring(close + 1) : right;
        for (String organ : ORGANS) {
            if (bare.endsWith(organ) && onlyLevels(bare.substring(0, bare.length() - organ.length()))) {
                return !bare.isEmpty();
            }
        }
        return false;
    }

    private static boolean onlyLevels(String text) {
        return text.chars().allMatch(c -> LEVELS.indexOf(c) >= 0);
    }

    /** Whether 和 here joins two bodies (市教育局和市财政局) or stands inside a name (人力资源和社会保障局). */
    static boolean joins(String left, String right) {
        boolean insideName = left.endsWith("社会") || left.endsWith("城市") || left.endsWith("机关");
        boolean body = isLike(left) && (isLike(right) || isGroup(right));
        return !insideName && left.length() > 2 && (body || isShort(left) && right.startsWith("各"));
    }
}
