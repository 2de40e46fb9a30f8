"""What the log of changes stores about a daily post."""

from bot.domain.posts.post import Schedule

Detail = dict[str, str | int | None]


def log_detail(schedule: Schedule, before: Schedule | None = None) -> Detail:
    """Return a daily post's settings, and under `was_` and its name, what each changed one was `before`."""
    now, old = _settings(schedule), _settings(before or schedule)
    return now | {f"was_{name}": old[name] for name in now if old[name] != now[name]}


def _settings(schedule: Schedule) -> Detail:
    recurrence = schedule.recurrence
    return {
        "schedule": schedule.id,
        "channel": schedule.channel,
        "time": f"{recurrence.minute // 60:02}:{recurrence.minute % 60:02}",
        "zone": recurrence.zone,
        "days": "".join(map(str, sorted(recurrence.days))),
        "content": schedule.content,
        "course": schedule.course,
        "role": schedule.role,
        "thread": int(schedule.thread),
        "left_out": " ".join(sorted(schedule.left_out)),
        "line": schedule.line,
        "publish": int(schedule.publish),
    }
