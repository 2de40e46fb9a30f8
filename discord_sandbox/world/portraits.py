"""Pictures for people who have none: their initials on a colour of their own."""

from html import escape

COLOURS = ("#1f6f8b", "#7a3e9d", "#a4472c", "#2f6b3a", "#8a5a00", "#4b4e9e")  # white reads well on each


def portrait(user_id: str, name: str) -> str:
    """Return an SVG picture; the same person always gets the same one."""
    initials = "".join(word[0] for word in name.split()[:2]).upper()
    colour = COLOURS[(int(user_id) >> 22) % len(COLOURS)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80" role="img">'
        f'<title>{escape(name)}</title><rect width="80" height="80" fill="{colour}"/>'
        '<text x="40" y="51" font-family="sans-serif" font-size="32" fill="#fff" '
        f'text-anchor="middle">{escape(initials)}</text></svg>'
    )
