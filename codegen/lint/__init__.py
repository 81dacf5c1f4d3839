"""Refuse a spec that would generate something wrong, and say where and what to do.

Each rule comes from something that went wrong once: a generator that drops what
it cannot read and ends well, a name that two classes get, a union that is read as
its first member. `check` runs all rules and returns every problem, not the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegen.lint import differences as explained
from codegen.lint import examples, operations, parameters, schemas, tables, topics

if TYPE_CHECKING:
    from codegen.bundle import Bundle
    from codegen.source import Document, Problem
    from codegen.stream import Socket


def check(
    bundle: Bundle, socket: Socket, fields: Document, questions: Document, differences: Document
) -> list[Problem]:
    """Return everything that is wrong; examples are tried only against a spec that is right otherwise."""
    problems = [
        *operations.check(bundle),
        *parameters.check(bundle),
        *schemas.check_rest(bundle),
        *schemas.check_socket(socket),
        *topics.check(socket, bundle),
        *tables.check_fields(fields),
        *tables.check_questions(questions),
        *explained.check(differences, bundle),
    ]
    return problems or [*examples.check_rest(bundle), *examples.check_socket(socket)]
