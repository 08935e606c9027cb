"""From files to the model: every fault becomes a Problem, and reading never stops at the first one."""
