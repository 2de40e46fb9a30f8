"""English, for the search. Nothing here is about one course."""

import re

from bot.storage.search.language import Language, groups, pattern, words

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

_KIN = groups("""
cost costs price prices fee fees charge charges bill paid
withdraw withdrew withdrawn scrapped dropped cancel cancelled call-off called-off retreat gave-way
withdraw withdrew withdrawn cancel cancelled reversal reverse reversed revert
employee staff worker workers team colleague colleagues
boss bosses chief head president ceo
manager managers management leadership
layoff dismiss dismissed fire fired sacked jobs let-go letting
customer customers client clients member members consumer consumers user users subscriber subscribers
company firm business organisation organization
joke jokes joking humour funny irony ironic sarcasm
laugh laughed mocked mockery jokes
angry mad furious outrage anger upset
protest backlash petition
answer answers reply replies respond response responded
lawsuit suit sue sued court legal
picture photo avatar image
stock stocks share shares
salary pay wage wages income
actor actors extras
fake faked false phony bogus pretend pretended
start begin began beginning launch launched open opened announce announced announcement
launch launched opened
stop stopped end ended last final
mail mailing mailed post posted
illegal unlawful forbidden forbids banned law lawful prohibited
trust trusted rely reliable reliability believe credible honest
account accounts profile
rename renamed renaming rebrand rebranding rebranded
shortage lack ran-out
warn warned warning warnings
doubt doubts dissent objections objection disagree
poll survey index
beforehand ahead advance
junior intern young beginner
buy purchase sell
guideline guidelines rule rules policy
negative critical criticism critics
complaint complaints complain criticism
check search clear verify
brand trademark
feedback opinion opinions comments suggestions answers
speak voice
pick choose select
outcome result results
own owned owner owns belong belonged holder
plan planned supposed
sincere honest meant
crisis trouble emergency
outage failure
fast quick quickly soon speed
conceal hide hidden
rude insult offend offended offends
allow allowed permit permitted
success succeed
fail failed failure
mistake mistakes error errors fault
expand expansion opened launch
publish publishes public
update updates word
praise praised praising favourable favourably
online web internet
transparent open openly openness
private confidential
punish fine fined penalty
worth value
steal stolen
tell inform informed told
sheep ram
reporter reporters press journalists
agree agreed agreement deal contract
damage harm hurt
promise promised pledged
suggestion suggestions idea ideas
compare compared likened
ready prepare prepared preparation
practise rehearse rehearsal
fix repair repaired
explain explained explanation
spokesman spokesperson
ignore ignored took-no-notice
consult consulted consultation asked
""")

ENGLISH = Language(
    tokenizer="porter unicode61 remove_diacritics 2",
    idle=_IDLE,
    weak=_WEAK,
    alike=_ALIKE,
    kin=_KIN,
    rewrites=(
        (pattern(r"(?:say|says|saying|said) no"), "refuse"),
        (pattern(r"(?:take|takes|took|taking) effect|(?:come|came|comes) into force"), "in force"),
        (pattern(r"ads?"), "advertisement"),
        (pattern(r"founded"), "founder"),
        (pattern(r"(?:share|stock) prices?"), "shares"),
        (pattern(r"(?:go|goes|went|going|gone) up"), "increase"),
        (pattern(r"(?:go|goes|went|going|gone) down"), "decrease"),
        (pattern(r"(?:take|takes|taking|took|taken) (\w+(?: \w+)?) back"), r"withdraw \1"),
        (pattern(r"(how long (?:did|does|will) .*?) last"), r"\1"),
        (re.compile(r"n['\u2019]t\b|['\u2019](?:s|t|re|ve|ll|d|m)\b"), ""),
    ),
    talk=re.compile(
        r"\W*(?:tell me a (?:joke|story)|(?:hello|hi|hey)\b.*|thanks?\b.*|(?:how|who|what) are you|"
        r"what'?s? (?:is )?your name)\W*"
    ),
    advice=pattern(
        r"should|how (?:do|can|could) (?:i|we|you)|(?:can|may|must) (?:i|we|you)|is it ok|tips|advice|how to|"
        r"what to do"
    ),
    amount=pattern(r"how many|how much|how far|how often|percent|percentage"),
    moment=pattern(r"when (?:did|was|were|is)|what (?:day|date|year)"),
    duration=pattern(r"how long"),
    spans=pattern(r"(?:hour|day|week|month|year)s?"),
)
