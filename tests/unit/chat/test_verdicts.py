"""The chosen option is quoted in the verdict."""

from bot.chat.words.learning import verdicts


def test_quotation_marks_inside_an_option_become_single_ones() -> None:
    """So the quotation ends where it seems to."""
    assert verdicts.right('Call it "Price changes."', "Clear.").startswith(
        "✅ **Right: \"Call it 'Price changes.'\"** Clear."
    )
    assert verdicts.wrong("No", "Why not?").startswith('❌ **Not "No."** ')
