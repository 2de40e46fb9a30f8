"""Bold text."""

from collections.abc import Sequence


def enumerate_bold(names: Sequence[str]) -> str:
    """Return names as `**View Channel** and **Send Messages**`."""
    bold = [f"**{name}**" for name in names]
    return " and ".join([", ".join(bold[:-1]), bold[-1]] if len(bold) > 1 else bold)


def strong(text: str) -> str:
    """Return the text in bold. Text with several lines or its own formatting stays as it is."""
    return text if "\n" in text or "*" in text else f"**{text}**"
