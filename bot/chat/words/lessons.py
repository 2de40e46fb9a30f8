"""What to call a lesson."""

from bot.domain.course.library import Place


def heading(place: Place) -> str:
    """Return the course's title, and the lesson's number and title."""
    lesson = "Earlier lesson" if place.dropped else f"Lesson {place.lesson.number}"
    return f"{place.course.title} · {lesson}: {place.lesson.title}"
