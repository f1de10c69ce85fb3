package org.duban.task.intake;

import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/** Why a file is not read. */
final class Refusal {
    private Refusal() {}

    static ProblemException wrongKind(String zh, String en, Object... args) {
        return new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, Text.of(zh, en, args));
    }

    static ProblemException damaged(DocumentKind kind) {
        return new ProblemException(ProblemCode.FILE_DAMAGED, Text.of("这个 %s 文件已损坏或不完整，无法读取。请重新导出后再上传。",
                "The %s file is damaged or cut off. Export it anew.", kind.ending()));
    }

    static ProblemException encrypted() {
        return new ProblemException(ProblemCode.FILE_ENCRYPTED, Text.of("文件设有密码或使用限制。请取消加密后再上传。",
                "The file has a password or a restriction. Take it off and upload it again."));
    }

    static ProblemException withoutText(String zh, String en) {
        return new ProblemException(ProblemCode.FILE_WITHOUT_TEXT, new Text(zh, en));
    }

    /** What it would come to is too much, however small it is as a file. */
    static ProblemException tooLarge(String zh, String en, Object... args) {
        return new ProblemException(ProblemCode.CONTENT_TOO_LARGE, Text.of(zh, en, args));
    }

    static ProblemException inflates(long limit) {
        return tooLarge("文件解压后超过 %d MB，不予读取。", "The file unpacks to more than %d MB and is not read.", limit / (1024 * 1024));
    }
}
