package org.duban.task.assignment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a notice or a task is withdrawn. */
public record WithdrawRequest(@Schema(examples = "与另一通知重复。") @NotBlank @Size(max = 2000) String reason) {}
