"""The people and servers that the bot meets in the sandbox."""

from discord_sandbox import ChannelSeed, PersonSeed, ServerSeed, WorldSeed, fixed_id

# Saved worlds and links contain these ids, so they never change.
OWNER = fixed_id(2019, 3, 11, 2)
MODERATOR = fixed_id(2020, 1, 20, 3)
LEARNER = fixed_id(2021, 6, 7, 4)
OTHER_LEARNER = fixed_id(2022, 10, 3, 5)

DEMO_WORLD = WorldSeed(
    application_id=fixed_id(2024, 9, 2, 1),
    application_name="Lessonbot",
    bot_username="lessonbot",
    owner_id=OWNER,
    people=(
        PersonSeed(OWNER, "ines.holm", "Ines Holm", listed=False),
        PersonSeed(MODERATOR, "maren", "Maren Vogel", moderator=True),
        PersonSeed(LEARNER, "tomasz", "Tomasz Reed", installed=True),
        PersonSeed(OTHER_LEARNER, "adaeze", "Adaeze Quill"),
    ),
    servers=(
        ServerSeed(fixed_id(2024, 9, 9, 2), "Riverside College", (MODERATOR, LEARNER, OTHER_LEARNER)),
        ServerSeed(fixed_id(2024, 9, 16, 3), "Harbour Goods Marketing", (MODERATOR, LEARNER)),
    ),
    channels=(
        ChannelSeed("general", "Say hello"),
        ChannelSeed("lessons", "Lessons and quizzes"),
        ChannelSeed("announcements", "News from the staff", announcements=True),
        ChannelSeed("staff", "For moderators", staff_only=True),
    ),
    moderator_role="Teacher",
    member_role="Learners",
    suggested_commands=("learn", "start"),
)
