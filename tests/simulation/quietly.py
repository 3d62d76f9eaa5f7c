"""What worker processes run."""

from __future__ import annotations

import logging

import structlog

from tests.simulation.universe import Story, live


def quiet() -> None:
    """Let the bot log nothing: thousands of faults are on purpose."""
    logging.disable(logging.CRITICAL)
    structlog.configure(
        processors=[],
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL),
        logger_factory=structlog.ReturnLoggerFactory(),
    )


def told(seed: int) -> Story:
    """A story, its trace only where something broke."""
    story = live(seed)
    if story.broken is None:
        story.trace.clear()
    return story
