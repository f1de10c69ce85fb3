package org.duban.task.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Set;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.ProblemMappers;

/** Makes of what a form sends the request that the API takes; it is held to the same constraints. */
@ApplicationScoped
class BoardForm {
    private final Validator validator;

    BoardForm(Validator validator) {
        this.validator = validator;
    }

    /** @throws ProblemException 400, with each field at fault */
    <T> T valid(T request) {
        Set<ConstraintViolation<T>> violations = validator.validate(request);
        if (!violations.isEmpty()) {
            throw ProblemMappers.ofBody(violations);
        }
        return request;
    }

    /** A field that was left empty is none. */
    static String text(String field) {
        return field == null || field.isBlank() ? null : field.strip();
    }
}
