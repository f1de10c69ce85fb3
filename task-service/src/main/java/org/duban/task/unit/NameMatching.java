package org.duban.task.unit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.task.unit.UnitReading.By;
import org.duban.task.unit.UnitReading.Named;

/** Finds printed names in the directory: by name or alias, by the level that was left out or is written otherwise. */
public final class NameMatching {
    /** 州财政局, 红河州财政局; not 市场监管局, 市政管理局, 城市管理局. */
    private static final Pattern LEVEL = Pattern.compile(
            "^(?:[省市州县区旗盟镇乡](?![场域容块镇村])(?!政(?![府协法]))|\\p{IsHan}{2,10}?(?<![城社园])(?:[省市州县区旗盟])(?![场域容块]))(?=\\p{IsHan}{2})");
    private static final Pattern COLLECTIVE = Pattern.compile("^(?:各|有关|相关)|有关|相关|各县|各市|各区|各乡|各部门|各单位");
    private static final Pattern GOVERNMENT = Pattern.compile("(?:人民)?政府$");
    private static final int LONGEST_PREFIX = 10;
    private static final int MOST_NEAREST = 3;
    private static final double NEAR = 0.5;

    private final List<Entry> all = new ArrayList<>();
    private final Set<String> codes = new HashSet<>();
    private final Map<String, UnitReading> byKey = new HashMap<>();
    /** Of units, their names and aliases: what a prefix may stand before. */
    private final Map<String, String> units = new HashMap<>();
    /** Likewise, but without 人民政府. */
    private final Map<String, Set<String>> byBareKey = new HashMap<>();

    /** Who has a name, and its key, which is made once. */
    private record Entry(Named named, String key) {}

    /** Of the directory as it is now. */
    public static NameMatching ofDirectory() {
        NameMatching matching = new NameMatching();
        Unit.<Unit>listAll().forEach(unit -> matching.add(unit.code, unit.name, By.NAME));
        Alias.<Alias>listAll().forEach(alias -> matching.add(alias.unit, alias.name, By.ALIAS));
        UnitGroup.<UnitGroup>listAll().forEach(group -> matching.add(group.code, group.name, By.GROUP));
        return matching;
    }

    NameMatching add(String code, String name, By by) {
        String key = Names.key(name);
        byKey.putIfAbsent(key, UnitReading.of(name, code, by));
        all.add(new Entry(new Named(code, name), key));
        codes.add(code);
        if (by != By.GROUP) {
            units.put(key, code);
            byBareKey.computeIfAbsent(bare(key), bare -> new HashSet<>()).add(code);
        }
        return this;
    }

    boolean has(String code) {
        return codes.contains(code);
    }

    /** Whether the name is this unit's or group's own. */
    boolean means(String name, String code) {
        UnitReading exact = byKey.get(Names.key(name));
        return exact != null && exact.code().equals(code);
    }

    /**
     * Whom the name means.
     *
     * @param level of the names that it stands among, as {@link #level} gives it; null: not known
     */
    public UnitReading read(String printed, String level) {
        String key = Names.key(printed);
        UnitReading exact = byKey.get(key);
        if (exact != null) {
            return UnitReading.of(printed, exact.code(), exact.by());
        }
        if (isCollective(printed)) {
            return unknown(printed, key);
        }
        Set<String> governments = bare(key).length() > 2 ? byBareKey.getOrDefault(bare(key), Set.of()) : Set.of();
        if (governments.size() == 1) {
            return UnitReading.of(printed, governments.iterator().next(), By.LEVEL);
        }
        String own = level(printed);
        if (own != null) {
            String code = atAnotherLevel(key, own);
            return code == null ? unknown(printed, key) : UnitReading.of(printed, code, By.LEVEL);
        }
        if (level != null) {
            for (String prefix : List.of(level, level.substring(level.length() - 1))) {
                String code = units.getOrDefault(Names.key(prefix + printed), atAnotherLevel(Names.key(prefix + printed), prefix));
                if (code != null) {
                    return UnitReading.of(printed, code, By.PREFIX);
                }
            }
        }
        return unknown(printed, key);
    }

    /** 州 of 州财政局, 红河州 of 红河州财政局; null where the name has none. */
    public static String level(String name) {
        Matcher level = LEVEL.matcher(name);
        return !isCollective(name) && level.find() ? level.group() : null;
    }

    /** Several bodies under one name; no unit is made of it. */
    public static boolean isCollective(String name) {
        return COLLECTIVE.matcher(name).find();
    }

    /** The one unit whose name is this with a place before it, or without the place; null: none, or several. */
    private String atAnotherLevel(String key, String level) {
        return only(name -> level.length() == 1 ? name.endsWith(key) && name.length() - key.length() <= LONGEST_PREFIX
                : name.equals(key.substring(level.length() - 1)));
    }

    private String only(Predicate<String> wanted) {
        List<String> codes = units.entrySet().stream().filter(unit -> wanted.test(unit.getKey())).map(Map.Entry::getValue)
                .distinct().limit(2).toList();
        return codes.size() == 1 ? codes.get(0) : null;
    }

    /** 个旧市人民政府 → 个旧市 */
    private static String bare(String key) {
        return GOVERNMENT.matcher(key).replaceFirst("");
    }

    private UnitReading unknown(String printed, String key) {
        record Like(Named named, double degree) {}
        // Of a unit's name and aliases the likest stands for it.
        Map<String, Named> nearest = new LinkedHashMap<>();
        all.stream().map(entry -> new Like(entry.named, likeness(key, entry.key)))
                .filter(like -> like.degree >= NEAR)
                .sorted(Comparator.comparingDouble(Like::degree).reversed().thenComparing(like -> like.named.name()))
                .forEach(like -> nearest.putIfAbsent(like.named.code(), like.named));
        return new UnitReading(printed, null, null, nearest.values().stream().limit(MOST_NEAREST).toList());
    }

    /** From 0 to 1: how much of both stands in the other in the same order; all of a short form, as 发改委 of 发展和改革委员会, is near. */
    static double likeness(String one, String other) {
        int common = common(one, other);
        double degree = 2.0 * common / (one.length() + other.length());
        boolean shortForm = common == Math.min(one.length(), other.length()) && common > 1;
        return shortForm ? Math.max(degree, 0.7) : degree;
    }

    /** Length of the longest common subsequence. */
    private static int common(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int i = 0; i < one.length(); i++) {
            int diagonal = 0;
            for (int j = 0; j < other.length(); j++) {
                int above = row[j + 1];
                row[j + 1] = one.charAt(i) == other.charAt(j) ? diagonal + 1 : Math.max(above, row[j]);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
