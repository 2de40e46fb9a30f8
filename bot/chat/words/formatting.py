"""Words set off from the text around them."""

from collections.abc import Sequence


def enumerate_bold(names: Sequence[str]) -> str:
    """`**View Channel** and **Send Messages**`."""
    bold = [f"**{name}**" for name in names]
    return " and ".join([", ".join(bold[:-1]), bold[-1]] if len(bold) > 1 else bold)


def strong(text: str) -> str:
    """The text in bold; one of several lines, or with marks of its own, stays as it is."""
    return text if "\n" in text or "*" in text else f"**{text}**"
