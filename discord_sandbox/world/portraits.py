"""Draw avatars: a person's initials on a colored square."""

from html import escape

COLORS = ("#1f6f8b", "#7a3e9d", "#a4472c", "#2f6b3a", "#8a5a00", "#4b4e9e")  # white text is readable on each


def portrait(user_id: str, name: str) -> str:
    """Return an SVG avatar, always the same for the same person."""
    initials = "".join(word[0] for word in name.split()[:2]).upper()
    color = COLORS[(int(user_id) >> 22) % len(COLORS)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80" role="img">'
        f'<title>{escape(name)}</title><rect width="80" height="80" fill="{color}"/>'
        '<text x="40" y="51" font-family="sans-serif" font-size="32" fill="#fff" '
        f'text-anchor="middle">{escape(initials)}</text></svg>'
    )
