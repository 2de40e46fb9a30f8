"""English words of like meaning, for the search: everyday words beside those of business and social media.

Each line is a group; its words stand for one another, whatever their forms. A phrase is written with hyphens.
Nothing here is about one course.
"""

from bot.search.language import groups

SYNONYMS = groups("""
abuse hate harassment
account profile page
actor extra performer
admit concede own-up confess acknowledge
advertisement commercial campaign
advice guidance rule
afterwards after later once-over
agree deal contract agreement sign
airline aircraft flight plane passenger
allow permit may
alternative plan-b
anchor price-anchoring
angry mad furious outrage anger upset rage annoyed frustrated hostile hate resent
announce unveil reveal publish announcement present news message
announcement notice
answer reply respond response react reaction comeback
app software program
approve clear clears
arrogance overconfident
arrogant arrogance
attached loved
audience reader reach follower
available free taken
backfire mockery hostile hijacked bashtag
backup plan-b
badge tick verified mark
beforehand ahead advance before early prior
blame responsible responsibility fault guilty accountable culprit
blue tick verified
boring dull
boss chief head president ceo executive director leader
boycott protest closed
brainstorm jam
brand trademark mark name
broadcast press-release
buy purchase acquire
campaign promotion promote advertising
cancel withdraw give-up
censor remove delete
cheap cheaper inexpensive affordable low-price
check search clear verify look-up investigate test examine research
checklist list
checkmark tick verified
choose select pick decide choice
company firm business organisation corporation enterprise brand
compare liken
compensate voucher repair
complaint complain criticism gripe objection
conceal hide secret hidden undisclosed
confident overconfident
confuse misread misunderstand mistake
consult ask involve consultation
contingency plan-b
convenience single-site
conversation dialogue talk
copy imitate
corporate company
cost price fee charge bill paid expense rate tariff money
country market
creative inventive
crisis trouble emergency scandal disaster storm
culture values
customer client member consumer user subscriber buyer shopper audience public
damage harm hurt loss
data database
deadline date until
debt raise
decrease fall drop decline plunge slump crash lower loss cut
demographic persona
deputy second
dialogue conversation two-way exchange
doubt dissent objection disagree concern misgiving reservation criticism
duty obligation must
easy simple
emotion feel empathy
empathy care
employee staff worker workforce personnel team colleague crew own-people
escalate escalation
eu commission
expand expansion international abroad launch
expensive dear dearer costly pricey
explain reason justify why explanation
fail failure flop backfire disaster blunder mishap fiasco
fake false phony bogus pretend invented sham fraudulent posing
fast quick soon speed rapid immediate prompt within
fear afraid
feedback opinion comment suggestion answer view input
feeling empathy
figure number amount
follower fan
forecast predict expect expectation guidance prognosis outlook
forgive pardon
frame angle
goal objective aim
guideline rule policy regulation code
happy satisfied satisfaction content pleased
hashtag tag
hate abuse hostile
hire recruit employ
honest transparent open truth frank candid openness
human person personal
humble modest
hurry rush fast
identical same
ignore no-notice dismiss neglect silence
illegal unlawful forbidden ban law lawful prohibited allowed legal
impersonate impostor false posed fake
increase rise hike raise higher surge jump dearer
influencer advertisement paid praise
interview ask
investor shareholder market
involve included part
joke humour funny irony ironic sarcasm sarcastic witty wit pun playful
journalist reporter press media newspaper
junior intern young beginner trainee newcomer apprentice
language speak hear
laugh mock ridicule jokes mockery parody satire silly
law rule
lawsuit suit sue court legal lawyer attorney litigation class-action
layoff dismiss fire sack redundancy redundant cut-jobs jobs severance let-go job-cuts
leak internal outside press
lesson unit chapter module
lessons-learned post-mortem review
lose lost loss leave
loyal attached
loyalty attached
mail post ship deliver letter
majority most
manager management leadership executive boss
measure count index
memo note internal-message e-mail
merge together single
misleading false framing
mistake error fault wrong blunder slip oversight screw-up
moderator moderation
money dollar
monologue press-release one-way
movie film series programme
music song
negative critical bad hostile
network platform
newsletter e-mail
newspaper publisher
nickname handle
online web internet digital
outage failure downtime breakdown crash
outcome result effect consequence
over after afterwards
own owner belong holder possess
participant joined took-part attendee people
passion enthusiasm care
passionate enthusiasm enthusiastic passion eager keen excited
password sharing shared
pause stop hold
permission clearance
persona profile typical
phone telephone
picture photo avatar image logo
poll survey index study questionnaire
postmortem review
practise rehearse drill train
praise favourable positive
predict forecast expect warn
prepare ready plan before
pretend claim fake lip-service
private confidential internal secret
profit income earnings revenue
promise pledge commit
pronounce sound aloud
protect relieve stand-behind
protest backlash petition outcry shitstorm storm uproar complaint criticism anger objection
publish public post
punish fine penalty sanction dismiss
quarter results
quit leave cancel churn
reason explain justify cause
refuse decline reject deny say-no
register registry file filing
regret apology
regulator authority government commission
remove delete take-down
rename rebrand new-name renaming changed-name name
repair fix solve mend remedy put-right
reputation image trust brand standing
retrospective post-mortem review
revenue turnover sales income
review rating
robot scripted
rude insult offend sarcastic impolite disrespectful
rush hurry too-fast quick
salary pay wage income compensation
satisfaction happy score
schedule planned scheduled
secret leak leaked
segment persona
sell sale marketing advertise promote
sentiment mood
separate split apart
service-staff customer-service call-centre call-center helpdesk hotline agent rep representative front-line
service-staff customer-service call-centre call-center support telephone callers
share-password password sharing
shitstorm firestorm backlash crisis angry
shortage lack ran-out run-out
show series programme
sign-off clears approve
silent quiet unspoken silence do-not-write
similar alike identical look-alike
sincere honest meant mean-it genuine authentic
slow late delay
social-network social-media platform channel
spin framing
split separate divide divided separation spin-off two
spokesman spokesperson speak
sponsor fund paid disclosure
sponsored paid-for paid disclosure
squatter squatting
start begin launch open introduce debut roll-out unveil
steal take-over hijack
stock share
stop end last final finish quit
strategy plan
stress pressure
strike protest union
studio film
suggestion idea proposal
summary take-away key-point recap overview essence
support help service
taken belong held
target-group persona
tell inform brief notify told explain warn
testimonial review praise
tip take-away checklist
tool software
translate language
troll abuse
trust rely reliable credible believe honest goodwill reputation
tweet post twitter
twitter tweet x
unhappy dissatisfied angry
union staff
update news progress word
username handle
verify checked verified
warn alert forewarn caution ahead
web-address domain url website-address
website site page
withdraw scrap drop cancel abandon reversal revert undo retreat u-turn back-down call-off called-off gave-way
workshop jam
""")
