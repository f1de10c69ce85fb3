package org.duban.task.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Set;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.ProblemMappers;
import org.duban.task.unit.Directory;

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

    /** The code of a unit that was named by its code or its name; null for null. */
    @Transactional
    String unit(String named) {
        return named == null ? null : Directory.code(named);
    }
}
