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

_KIN = groups("""
cost price fee charge bill paid expense rate tariff money
expensive dear dearer costly pricey
cheap cheaper inexpensive affordable low-price
increase rise hike raise higher surge jump dearer
decrease fall drop decline plunge slump crash lower loss cut
withdraw scrap drop cancel abandon reversal revert undo retreat u-turn back-down call-off called-off gave-way
cancel withdraw give-up
employee staff worker workforce personnel team colleague crew own-people
boss chief head president ceo executive director leader
manager management leadership executive boss
service-staff customer-service call-centre call-center helpdesk hotline agent rep representative front-line
service-staff customer-service call-centre call-center support telephone callers
layoff dismiss fire sack redundancy redundant cut-jobs jobs severance let-go job-cuts
hire recruit employ
customer client member consumer user subscriber buyer shopper audience public
company firm business organisation corporation enterprise brand
joke humour funny irony ironic sarcasm sarcastic witty wit pun playful
laugh mock ridicule jokes mockery parody satire silly
angry mad furious outrage anger upset rage annoyed frustrated hostile hate resent
protest backlash petition outcry shitstorm storm uproar complaint criticism anger objection
shitstorm firestorm backlash crisis angry
crisis trouble emergency scandal disaster storm
answer reply respond response react reaction comeback
lawsuit suit sue court legal lawyer attorney litigation class-action
picture photo avatar image logo
stock share
investor shareholder market
salary pay wage income compensation
actor extra performer
fake false phony bogus pretend invented sham fraudulent posing
pretend claim fake lip-service
start begin launch open introduce debut roll-out unveil
announce unveil reveal publish announcement present news message
stop end last final finish quit
mail post ship deliver letter
illegal unlawful forbidden ban law lawful prohibited allowed legal
trust rely reliable credible believe honest goodwill reputation
reputation image trust brand standing
account profile page
rename rebrand new-name renaming changed-name name
shortage lack ran-out run-out
warn alert forewarn caution ahead
doubt dissent objection disagree concern misgiving reservation criticism
poll survey index study questionnaire
beforehand ahead advance before early prior
junior intern young beginner trainee newcomer apprentice
buy purchase acquire
sell sale marketing advertise promote
guideline rule policy regulation code
negative critical bad hostile
complaint complain criticism gripe objection
check search clear verify look-up investigate test examine research
brand trademark mark name
feedback opinion comment suggestion answer view input
opinion view feedback comment
choose select pick decide choice
outcome result effect consequence
own owner belong holder possess
sincere honest meant mean-it genuine authentic
honest transparent open truth frank candid openness
outage failure downtime breakdown crash
fast quick soon speed rapid immediate prompt within
slow late delay
conceal hide secret hidden undisclosed
rude insult offend sarcastic impolite disrespectful
allow permit may
fail failure flop backfire disaster blunder mishap fiasco
backfire mockery hostile hijacked bashtag
mistake error fault wrong blunder slip oversight screw-up
expand expansion international abroad launch
publish public post
update news progress word
praise favourable positive
online web internet digital
private confidential internal secret
punish fine penalty sanction dismiss
steal take-over hijack
tell inform brief notify told explain warn
journalist reporter press media newspaper
agree deal contract agreement sign
damage harm hurt loss
promise pledge commit
suggestion idea proposal
compare liken
prepare ready plan before
practise rehearse drill train
repair fix solve mend remedy put-right
explain reason justify why explanation
reason explain justify cause
spokesman spokesperson speak
ignore no-notice dismiss neglect silence
consult ask involve consultation
refuse decline reject deny say-no
sponsored paid-for paid disclosure
sponsor fund paid disclosure
influencer advertisement paid praise
secret leak leaked
leak internal outside press
memo note internal-message e-mail
web-address domain url website-address
website site page
squatter squatting
social-network social-media platform channel
network platform
app software program
data database
lose lost loss leave
quit leave cancel churn
blame responsible responsibility fault guilty accountable culprit
guilty blame responsible
mistake admit
admit concede own-up confess acknowledge
regret apology
forgive pardon
compensate voucher repair
hashtag tag
tweet post twitter
twitter tweet x
airline aircraft flight plane passenger
plane aircraft flight
newspaper publisher
music song
movie film series programme
show series programme
studio film
phone telephone
figure number amount
audience reader reach follower
follower fan
fan follower
silent quiet unspoken silence do-not-write
majority most
tool software
measure count index
sentiment mood
happy satisfied satisfaction content pleased
unhappy dissatisfied angry
satisfaction happy score
passionate enthusiasm enthusiastic passion eager keen excited
passion enthusiasm care
boring dull
personal human
human person personal
robot scripted
corporate company
emotion feel empathy
feeling empathy
empathy care
lesson unit chapter module
summary take-away key-point recap overview essence
tip take-away checklist
participant joined took-part attendee people
checklist list
advice guidance rule
goal objective aim
involve included part
strategy plan
schedule planned scheduled
pause stop hold
campaign promotion promote advertising
advertisement commercial campaign
forecast predict expect expectation guidance prognosis outlook
predict forecast expect warn
quarter results
profit income earnings revenue
revenue turnover sales income
earnings income profit
debt raise
money dollar
split separate divide divided separation spin-off two
separate split apart
merge together single
copy imitate
country market
language speak hear
pronounce sound aloud
translate language
similar alike identical look-alike
identical same
register registry file filing
available free taken
taken belong held
username handle
nickname handle
verify checked verified
badge tick verified mark
checkmark tick verified
blue tick verified
impersonate impostor false posed fake
impostor false
regulator authority government commission
eu commission
law rule
duty obligation must
review rating
rating review
testimonial review praise
moderator moderation
remove delete take-down
censor remove delete
troll abuse
abuse hate harassment
hate abuse hostile
protect relieve stand-behind
support help service
help support
boycott protest closed
strike protest union
union staff
culture values
values culture
fear afraid
afraid fear
stress pressure
creative inventive
idea suggestion
brainstorm jam
workshop jam
persona profile typical
demographic persona
segment persona
target-group persona
typical persona
interview ask
conversation dialogue talk
dialogue conversation two-way exchange
monologue press-release one-way
broadcast press-release
announcement notice
newsletter e-mail
deadline date until
postmortem review
retrospective post-mortem review
lessons-learned post-mortem review
afterwards after later once-over
over after afterwards
deputy second
approve clear clears
sign-off clears approve
permission clearance
escalate escalation
backup plan-b
contingency plan-b
alternative plan-b
confuse misread misunderstand mistake
misunderstand misread confuse
misleading false framing
spin framing
frame angle
anchor price-anchoring
loyal attached
loyalty attached
attached loved
easy simple
convenience single-site
rush hurry too-fast quick
hurry rush fast
arrogant arrogance
arrogance overconfident
confident overconfident
humble modest
modest humble
password sharing shared
share-password password sharing
""")

ENGLISH = Language(
    tokenizer="porter unicode61 remove_diacritics 2",
    idle=_IDLE,
    weak=_WEAK,
    alike=_ALIKE,
    kin=_KIN,
    rewrites=(
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
