"""What the sample bot sends: texts, views of every component, forms of every field."""

import io

import discord
from discord import ui
from PIL import Image, ImageDraw

TOPICS = ["Use the channel correctly", "Choose your moment", "Create a dialogue", "Listen, then act"]
MARKDOWN = """# A heading
## A smaller one
### The smallest
**bold** *italic* __underlined__ ~~struck~~ ||hidden|| `code` ***both***
> a quote
> of two lines
- one
  - nested
- two
1. first
2. second
```python
print("hello")
```
-# small print
[a masked link](https://example.com/page) and https://example.com/bare.
<t:1700000000:D> was <t:1700000000:R>; run </pages:1> or ask <@{user}> in <#{channel}>.
\\*not italic\\* <:wave:1>"""
HOSTILE = [
    '<img src=x onerror="window.hurt=1">',
    "<script>window.hurt=1</script>",
    "[click](javascript:window.hurt=1)",
    '[click](https://example.com/"onmouseover="window.hurt=1)',
    "<javascript:window.hurt=1>",
    "`<svg onload=window.hurt=1>` ||<iframe srcdoc='<script>parent.hurt=1</script>'>||",
    "**" * 600 + "_" * 150,
]


def drawn(color: str, words: str, size: tuple[int, int] = (480, 300)) -> discord.File:
    """Return a small picture as a file to send; its description says what it shows."""
    image = Image.new("RGB", size, color)
    ImageDraw.Draw(image).ellipse((60, 40, 220, 200), fill="#f3d48b")
    raw = io.BytesIO()
    image.save(raw, "PNG")
    raw.seek(0)
    return discord.File(raw, filename=f"{words.replace(' ', '-')}.png", description=words)


class Gallery(ui.LayoutView):
    """Every component of the second kind."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.stop()
        box: ui.Container[Gallery] = ui.Container(accent_color=0xD08B2C)
        box.add_item(
            ui.TextDisplay("## Lesson 3 · Create a dialogue\nAn announcement is **half** of a conversation.")
        )
        box.add_item(ui.Separator(spacing=discord.SeparatorSpacing.large))
        said = ui.Button[Gallery](label="Say more", custom_id="say-more")
        box.add_item(ui.Section("A section with a button beside it.", accessory=said))
        mark = ui.Thumbnail[Gallery]("attachment://harbour.png", description="A harbour at dusk")
        box.add_item(ui.Section("A section with a thumbnail.", accessory=mark))
        self.add_item(box)
        gallery: ui.MediaGallery[Gallery] = ui.MediaGallery()
        gallery.add_item(media="attachment://harbour.png", description="A harbour at dusk")
        gallery.add_item(media="attachment://field.png", description="A field in spring", spoiler=True)
        self.add_item(gallery)
        self.add_item(ui.Separator(visible=False))
        self.add_item(ui.File("attachment://notes.txt"))
        hidden: ui.Container[Gallery] = ui.Container(ui.TextDisplay("The answer is 42."), spoiler=True)
        self.add_item(hidden)
        row: ui.ActionRow[Gallery] = ui.ActionRow()
        row.add_item(ui.Button(label="Previous", custom_id="previous", disabled=True))
        row.add_item(ui.Button(label="Next", custom_id="next", style=discord.ButtonStyle.primary))
        self.add_item(row)


def classic() -> ui.View:
    """Return buttons of every style and selects of every kind."""
    view = ui.View(timeout=None)
    view.stop()
    styles = discord.ButtonStyle
    for label, style in (("Primary", 1), ("Secondary", 2), ("Success", 3), ("Danger", 4)):
        view.add_item(ui.Button(label=label, style=styles(style), custom_id=f"press-{label}", row=0))
    view.add_item(ui.Button(label="Keep reading", url="https://example.com/", row=0))
    view.add_item(ui.Button(emoji="🔔", label="Off", custom_id="off", disabled=True, row=1))
    view.add_item(ui.Button(emoji="👍", custom_id="thumb", row=1))
    one = [
        discord.SelectOption(label=topic, description=f"Lesson {n}", emoji="📘")
        for n, topic in enumerate(TOPICS, 1)
    ]
    view.add_item(ui.Select(custom_id="one", placeholder="One lesson", options=one, row=2))
    many = [discord.SelectOption(label=topic) for topic in TOPICS]
    view.add_item(
        ui.Select(
            custom_id="many",
            placeholder="Two or three lessons",
            options=many,
            min_values=2,
            max_values=3,
            row=3,
        )
    )
    view.add_item(ui.UserSelect(custom_id="person", placeholder="A person", row=4))
    return view


def embed() -> discord.Embed:
    """Return an embed with everything in it."""
    made = discord.Embed(
        title="Your week", description="**Four** lessons read.", color=0x2B6B3D, url="https://example.com/"
    )
    made.set_author(name="Lessonbot")
    made.add_field(name="Answers", value="31", inline=True)
    made.add_field(name="Right", value="27", inline=True)
    made.add_field(name="Next review", value="<t:1900000000:R>", inline=False)
    made.set_image(url="attachment://week.png")
    made.set_footer(text="Counted from Monday")
    made.timestamp = discord.utils.snowflake_time(1 << 60)
    return made


def paged(page: int, of: int = 3) -> ui.View:
    """Return Previous and Next for a page; their custom ids change with it."""
    view = ui.View(timeout=None)
    view.stop()
    view.add_item(ui.Button(label="Previous", custom_id=f"page:{page - 1}:back", disabled=page == 1))
    view.add_item(
        ui.Button(
            label="Next",
            custom_id=f"page:{page + 1}:on",
            disabled=page == of,
            style=discord.ButtonStyle.primary,
        )
    )
    return view


class Form(ui.Modal):
    """Every field of a form."""

    def __init__(self) -> None:
        super().__init__(title="Write your message", custom_id="form", timeout=60)
        self.add_item(ui.TextDisplay("Answer as **you** would."))
        self.name: ui.TextInput[Form] = ui.TextInput(
            custom_id="name", max_length=40, placeholder="The name you go by"
        )
        self.draft: ui.TextInput[Form] = ui.TextInput(
            custom_id="draft", style=discord.TextStyle.paragraph, min_length=5, max_length=600
        )
        tone = [
            discord.RadioGroupOption(label=tone, value=tone.lower()) for tone in ("Warm", "Plain", "Formal")
        ]
        tone[1].description = "No adjectives at all"
        checks = [
            discord.CheckboxGroupOption(label=check, value=check.lower())
            for check in ("Names", "Dates", "Links")
        ]
        topics = [discord.SelectOption(label=topic) for topic in TOPICS]
        self.add_item(ui.Label(text="Your name", component=self.name))
        self.add_item(
            ui.Label(text="The message", description="At most 600 characters", component=self.draft)
        )
        self.tone: ui.RadioGroup[Form] = ui.RadioGroup(custom_id="tone", options=tone)
        self.checks: ui.CheckboxGroup[Form] = ui.CheckboxGroup(
            custom_id="checks", options=checks, required=False
        )
        self.topic: ui.Select[Form] = ui.Select(custom_id="topic", options=topics, placeholder="A lesson")
        self.add_item(ui.Label(text="Tone", component=self.tone))
        self.add_item(ui.Label(text="The lesson", component=self.topic))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Reply with the values, but never respond to a form from "nobody"."""
        if self.name.value == "nobody":
            return  # and so the page has to say that it failed
        chosen = f"{self.name.value} · {self.tone.value} · {self.topic.values[0]}"
        await interaction.response.send_message(f"Taken: {chosen} · {self.draft.value}")


class Checks(ui.Modal):
    """The fields that did not fit into the first form."""

    def __init__(self) -> None:
        super().__init__(title="Check your message", custom_id="checks", timeout=60)
        options = [
            discord.CheckboxGroupOption(label=check, value=check.lower())
            for check in ("Names", "Dates", "Links")
        ]
        self.group: ui.CheckboxGroup[Checks] = ui.CheckboxGroup(
            custom_id="group", options=options, max_values=2
        )
        self.sure: ui.Checkbox[Checks] = ui.Checkbox(custom_id="sure", default=True)
        self.add_item(ui.Label(text="What did you check?", component=self.group))
        self.add_item(ui.Label(text="I am sure", component=self.sure))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Say what was checked."""
        await interaction.response.send_message(f"Checked: {sorted(self.group.values)} · {self.sure.value}")
