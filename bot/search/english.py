"""English, for the search. Nothing here is about one course."""

import re

from bot.search.language import Language, groups, pattern, words
from bot.search.synonyms import SYNONYMS

_IDLE = words("""
a an the this that these those there here it its they them their theirs he him his she her hers we us our
ours you your yours i me my mine myself who whom whose which what when where how whether if then than so
such as of in on at by for from to into onto over under about with without within between during
against until since while and or but nor not no yes do does did done doing can could may might shall should
will would must ought cannot is are was were be been being am has have had having im ive whats hows whos
wheres didnt dont doesnt isnt wasnt cant get gets got getting let lets go goes went going gone come comes
came explain describe please define definition meaning mean means meant word term difference really actually
exactly just ever even already also too very much many more most some any all every each both either another
other same own only up down out off lot kind sort else something anything someone somebody anyone want wants
wanted need needs happen happens happened like look looks ok okay happening however
near nearby through per via upon than vs versus etc please still actual
""")

_WEAK = words("""
use used uses using today now currently nowadays take taken takes took taking run runs ran people person say
says said tell told knew know known hear heard new old big small good well better best bad worse worst right
wrong work works worked working time times day days back still write writes wrote written long way ways first
next last thing things see seen show shows give gives gave given make makes made making keep kept find try
tried exist exists existed allow allowed able possible possibly former fast quick quickly face trouble
responsible whole part place point number become became seem seemed feel felt talk talking put set turn
turned leave left hold held bring brought move moved live lived believe hope love start started begin began
help stop play man men woman women guy guys world life hand year years month months week weeks hour hours
minute minutes moment tomorrow yesterday great high low large little important different sure true full easy
hard simple clear real several main idea problem problems matter side case line group story example examples
later early earlier late soon often always never usually sometimes together alone plus supposed special
think thought ask asks asked call called without completely fully entirely totally simply probably
perhaps maybe exactly nearly almost quite rather yet before after why everybody everyone nobody instead own
yourself himself herself itself themselves
contain contains include includes included cover covers consist consists belong belongs
stuff avoid stuck certain various often bit couple matter situation approach manner aspect
""")

_ALIKE = groups("""
why reason reasons because cause causes caused
refuse refuses refused refusal refusing
rise rises rose risen raise raised raising increase increased hike
fall falls fell fallen drop dropped decrease decreased
buy bought buying
sell sold selling sale
lose lost losing loss losses
show shown
know knew known
teach taught
write wrote written
speak spoke spoken
choose chose chosen choice
apology apologies apologise apologised apologize apologized apologizing apologising sorry
organise organised organize organized
organisation organization
humour humor humorous
behaviour behavior
cancel cancels cancelled canceled cancellation cancelling canceling
british britain uk united-kingdom
us usa united-states america american americans
eu europe european
ceo chief-executive
email emails e-mail e-mails
tv television
founder founders
advertisement advert advertising advertisements
layoff layoffs laid-off lay-offs lay-off
employee employees staff
handle username usernames handles
post-mortem postmortem
delete deletes deleted remove removes removed
hashtag hashtags tag
movie movies film films
""")

ENGLISH = Language(
    tokenizer="porter unicode61 remove_diacritics 2",
    idle=_IDLE,
    weak=_WEAK,
    alike=_ALIKE,
    kin=SYNONYMS,
    rewrites=(
        (re.compile(r"^\W*(?:tell me|what do you know|anything) about\b"), ""),
        (re.compile(r"\b(\w)/(\w)\b"), r"\1\2"),
        (pattern(r"(?:say|says|saying|said) no"), "refuse"),
        (pattern(r"(?:take|takes|took|taking) effect|(?:come|came|comes) into force"), "in force"),
        (pattern(r"ads?"), "advertisement"),
        (pattern(r"founded"), "founder"),
        (pattern(r"(?:share|stock) prices?"), "shares"),
        (pattern(r"(?:go|goes|went|going|gone) up"), "increase"),
        (pattern(r"(?:go|goes|went|going|gone) down"), "decrease"),
        (pattern(r"(?:take|takes|taking|took|taken) (\w+(?: \w+)?) back"), r"withdraw \1"),
        (pattern(r"(how long (?:did|does|will) .*?) last"), r"\1"),
        (pattern(r"can['\u2019]t"), "cannot"),
        (re.compile(r"n['\u2019]t\b|['\u2019](?:s|t|re|ve|ll|d|m)\b"), ""),
    ),
    manner=re.compile(r"\w{4,}[^p]ly"),
    talk=re.compile(
        r"\W*(?:tell me a (?:joke|story)|(?:hello|hi|hey)\b.*|thanks?\b.*|(?:how|who|what) are you|"
        r"what'?s? (?:is )?your name)\W*"
    ),
    advice=pattern(
        r"should|how (?:do|can|could) (?:i|we|you)|(?:can|may|must) (?:i|we|you)|"
        r"do (?:i|we|you) (?:have|need)|is it (?:ok|okay|enough|worth)|supposed to|who is responsible|"
        r"what if|does (?:it|an?) .*\bhelp|tips|advice|how to|what to do"
    ),
    present=pattern(
        r"how (?:many|much)\b.*\b(?:does|do|is|are|has|have)|(?:what|which)\b.*\b(?:does|is|are|has|have)|"
        r"who (?:is|are) the|^(?:do|does) \w+ (?:have|offer|own|use|sell)"
    ),
    amount=pattern(r"how many|how much|how far|how often|percent|percentage"),
    moment=pattern(r"when (?:did|was|were|is)|what (?:day|date|year)"),
    duration=pattern(r"how long"),
    spans=pattern(r"(?:hour|day|week|month|year)s?"),
)
