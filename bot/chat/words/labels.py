"""Labels of controls that several screens have."""

ALL_DAILY_POSTS = "All daily posts"
ALL_LESSONS = "All lessons"
END_TEST = "End the test"
HOW_WE_ANSWERED = "How we answered"
MY_PROGRESS = "My progress"
OPEN_LESSON = "Open a lesson"
READ_LESSON = "Read the lesson"
SHARE_HERE = "Share in this channel"
UNKNOWN = "I don't know"
WRITE_IT = "Write it yourself"


def guess(guessed: bool) -> str:
    """Return the label of the button that says an answer was a guess, or takes that back."""
    return "It was no guess" if guessed else "I was guessing"
