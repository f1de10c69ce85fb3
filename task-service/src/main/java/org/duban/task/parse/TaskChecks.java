package org.duban.task.parse;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a person should look at in the tasks. A doubt that all of them share is said once, at its first place. */
final class TaskChecks {
    private final SourceText text;
    private final Outline outline;
    private final List<Task> tasks;
    private final Findings findings;

    TaskChecks(SourceText text, Outline outline, List<Task> tasks, Findings findings) {
        this.text = text;
        this.outline = outline;
        this.tasks = tasks;
        this.findings = findings;
    }

    void run(Range firstLeads, DateMention reportDay, MemberReader members) {
        lead(firstLeads);
        separators();
        numberingRestarts();
        numberingJumps();
        groups();
        unlikelyUnits();
        perTask(reportDay);
        membersWithoutTask(members);
    }

    private void lead(Range firstLeads) {
        if (firstLeads != null && !tasks.isEmpty()) {
            findings.info("first-listed-leads", firstLeads.start(), firstLeads.end(), "按文中规定,每项任务排在首位的单位为牵头单位。");
            return;
        }
        if (tasks.stream().noneMatch(Task::hasLead)) {
            tasks.stream().flatMap(t -> t.phrases.stream()).filter(p -> p.units.size() > 1).findFirst().ifPresent(p ->
                    findings.warn("no-lead-named", p.start, p.end, "全文没有写明牵头单位;排列先后不当作牵头,所列单位都按责任单位处理。"));
        }
    }

    private void separators() {
        List<Responsibility> mixed = tasks.stream().flatMap(t -> t.phrases.stream()).filter(Responsibility::mixesSeparators).toList();
        if (!mixed.isEmpty()) {
            Responsibility first = mixed.get(0);
            findings.info("mixed-separators", first.start, first.end,
                    "单位之间混用顿号和逗号,都当作分隔符;全文共%d处。".formatted(mixed.size()));
        }
    }

    /** 1. 2. 3. again under the next heading: a task is cited by heading and number, not by number alone. */
    private void numberingRestarts() {
        int restarts = 0;
        Task first = null;
        for (int i = 1; i < tasks.size(); i++) {
            Item item = tasks.get(i).item;
            if (item != null && item.marker.value() == 1 && item.parent != null && tasks.get(i - 1).item != null
                    && tasks.get(i - 1).item.parent != item.parent) {
                restarts++;
                first = first == null ? tasks.get(i) : first;
            }
        }
        if (first != null) {
            findings.info("numbering-restarts", first.number.start(), first.number.end(),
                    "事项编号在各标题下重新起算(共%d次),引用事项时须连同标题编号。".formatted(restarts));
        }
    }

    private void numberingJumps() {
        for (Item item : outline.items) {
            List<Item> siblings = item.children;
            for (int i = 1; i < siblings.size(); i++) {
                Marker before = siblings.get(i - 1).marker;
                Marker here = siblings.get(i).marker;
                if (here.kind() == before.kind() && here.value() != before.value() + 1 && here.value() != 1) {
                    findings.warn("numbering-jumps", here.start(), here.end(), "编号不连续:前一项是%s,这一项是%s,照原编号保留。"
                            .formatted(before.printed(), here.printed()));
                }
            }
        }
    }

    private void groups() {
        Map<String, Responsibility.Unit> first = new LinkedHashMap<>();
        for (Task task : tasks) {
            for (Responsibility.Unit unit : task.units) {
                if (UnitNames.isGroup(text.view.substring(unit.start(), unit.end()))) {
                    first.putIfAbsent(unit.name(), unit);
                }
            }
        }
        first.values().forEach(unit -> findings.warn("group-to-expand", unit.start(), unit.end(),
                "“%s”是一组单位的统称,交办前要确定包含哪些单位。".formatted(unit.name())));
    }

    /** Whatever stands where units stand is taken for one; what has not the form of a body's name may be something else. */
    private void unlikelyUnits() {
        Map<String, Responsibility.Unit> first = new LinkedHashMap<>();
        for (Task task : tasks) {
            for (Responsibility.Unit unit : task.units) {
                String name = text.folded(unit.start(), unit.end());
                if (!UnitNames.isLike(name) && !UnitNames.isShort(name) && !UnitNames.isGroup(name)) {
                    first.putIfAbsent(unit.name(), unit);
                }
            }
        }
        first.values().forEach(unit -> findings.info("unit-unlikely", unit.start(), unit.end(), "“%s”的字面不像单位名称,请核对。".formatted(unit.name())));
    }

    private void perTask(DateMention reportDay) {
        for (Task task : tasks) {
            for (Responsibility phrase : task.phrases) {
                if (phrase.etc != null) {
                    findings.warn("etc-units", phrase.etc.start(), phrase.etc.end(), "单位名单以“等”结尾,没有列全,只列出写明的单位。");
                }
                if (phrase.labelled && phrase.units.isEmpty()) {
                    findings.error("no-unit-in-bracket", phrase.start, phrase.end, "写了责任单位字样,却没有写单位。");
                }
                if (phrase.assumed != null) {
                    findings.info("label-without-colon", phrase.assumed.start(), phrase.assumed.end(), "这里没有冒号,按“%s:”理解,请核对。"
                            .formatted(text.name(phrase.assumed.start(), phrase.assumed.end() - 1)));
                }
                if (phrase.following != null) {
                    findings.warn("rule-for-following", phrase.following.start(), phrase.following.end(),
                            "这里还规定了以后各项事项的责任单位,没有逐项加进去,请核对。");
                }
                if (phrase.persons != null) {
                    findings.info("personal-data", phrase.persons.start(), phrase.persons.end(), "这里写了个人姓名或联系方式,没有写进任务。");
                }
            }
            if (reportDay != null && task.due.due() != null) {
                int start = task.words.start();
                findings.info("task-day-beside-report-day", start, Math.max(start, task.words.end()),
                        "这项任务有自己的完成时限(%s),以它为准,不用全文的报送日期。".formatted(task.due.words()));
            }
        }
    }

    private void membersWithoutTask(MemberReader members) {
        Set<String> busy = new LinkedHashSet<>();
        tasks.forEach(t -> t.units.forEach(u -> busy.add(u.name())));
        Set<String> said = new LinkedHashSet<>();
        for (Range unit : busy.isEmpty() ? List.<Range>of() : members.units) {
            String name = text.name(unit.start(), unit.end());
            // A government sits in the group through its own officers; its tasks are its departments'.
            if (!busy.contains(name) && !name.endsWith("政府") && said.add(name)) {
                findings.warn("members-without-task", unit.start(), unit.end(), "“%s”是领导小组成员单位,但没有任何任务。".formatted(name));
            }
        }
    }
}
