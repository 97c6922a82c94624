/*
 * Two-person approval as a model for spin: two bots on one store, one group of two relays that share nothing, people who
 * press, people who change the directory behind our back, and crashes at every point. One plan of two steps.
 *
 * A job on its way lies in `sent` until it is too old: its relay may take it at once, late, twice or never, so that messages
 * are delayed, reordered, lost and delivered again. What a process keeps in memory is gone when it crashes; the store, the
 * journals and the directory stay.
 *
 * Each of these, given with -D, takes one guard away; then checking must fail:
 *   NO_QUORUM         one approval is enough, for bot and relay
 *   NO_OTHER_PERSON   whoever asked may approve
 *   NO_ELIGIBLE       everybody may approve
 *   NO_COUNT_ONCE     one person counts twice
 *   NO_LIVE_CHECK     the start trusts the membership of the time of the decision
 *   NO_COMPARE        the store moves a plan whatever state and version it has
 *   NO_JOURNAL        a relay starts whatever it is handed
 *   NO_ADDRESSEE      a relay takes jobs that were signed for another one
 *   NO_LOOK           a step whose end is not known is repeated blindly
 *   NO_WAIT           the first look is believed while the job may still be on its way
 *   NO_STILL_MINE     an attempt is handed out although another bot has taken the run over
 *   REFUSED_MEANS_NO  a relay answers "nothing was started" to a job that it is handed a second time
 *   BACKWARDS         an expired plan is opened again
 *   FORGETFUL         nobody goes on with a run after a crash
 *   NO_ALWAYS         a step that runs in any case is one like any other
 *
 * With -D PAUSED the first step switches a scheduler off and the second switches it on, which runs whatever became of the first,
 * once that has, or may have, changed something.
 */

/* The allowed moves of a plan. A test compares them with src/model/plan-arrows.ts. */
#define ARROWS \
  ARROW(pending, approved) \
  ARROW(pending, denied) \
  ARROW(pending, expired) \
  ARROW(pending, cancelled) \
  ARROW(pending, stale) \
  ARROW(approved, running) \
  ARROW(approved, cancelled) \
  ARROW(approved, expired) \
  ARROW(approved, stale) \
  ARROW(running, done) \
  ARROW(running, failed) \
  ARROW(running, partly_done) \
  ARROW(running, unknown) \
  ARROW(running, stale) \
  ARROW(unknown, done) \
  ARROW(unknown, failed) \
  ARROW(unknown, partly_done)

#define ARROW(from, to) || (state == from && next == to)
#define ALLOWED (false ARROWS)

mtype:state = { pending, approved, running, done, failed, partly_done, unknown, denied, expired, cancelled, superseded, stale };
/* The newest entry in the journal about a step; `early` is a look that found nothing changed while the attempt could still arrive. */
mtype:entry = { nothing, began, applied, unsure, drifted, refused, early, before, after, other };

#define IS_FINAL (state != pending && state != approved && state != running && state != unknown)

/* People, one bit each; whoever asked is an approver, too, and the fourth is none. */
#define REQUESTER 1
#define SECOND_APPROVER 2
#define OTHER_APPROVERS 6
#define APPROVERS 7
#define COUNT(people) (((people) & 1) + (((people) >> 1) & 1) + (((people) >> 2) & 1) + (((people) >> 3) & 1))

#ifndef BOT_CRASHES
#define BOT_CRASHES 1
#endif
#ifndef RELAY_CRASHES
#define RELAY_CRASHES 1
#endif
#ifndef OUTSIDE_CHANGES
#define OUTSIDE_CHANGES 1
#endif
#ifndef STEPS
#define STEPS 2
#endif
#ifndef MOST_ATTEMPTS
#define MOST_ATTEMPTS 2
#endif

/* The store. */
mtype:state state = pending;
byte version, quorum, decided, approvals, again;
mtype:entry last[2] = nothing;
byte attempts[2];
byte written;                  /* length of the journal */
mtype:state closed = running;  /* how the run ended, by the journal; `running` while it has not */
byte fences, fence[4];

/* The tenant and the directory. */
byte eligible = APPROVERS;
mtype:entry world[2] = before;
byte effects[2];

/* The relays: what is on its way to them, and their journals. One bit for each attempt at each step. */
byte sent[2], busy[2], started[2], newest[2];
mtype:entry answer[4] = nothing;
#define JOB(s, a) ((s) * 2 + (a) - 1)
#define BIT(job) (1 << (job))

/* For the properties only: approvals of people who were eligible and had not asked, and every attempt that was ever started. */
byte sound, everStarted;
/* Bots that have asked who is eligible and not moved the plan yet; whether somebody had left the group before they asked. */
byte asking;
bool lapsed;

byte botCrashes = BOT_CRASHES, relayCrashes = RELAY_CRASHES, outside = OUTSIDE_CHANGES;

/* What a plan says at its end is true. */
inline check_end() {
  assert(state != done || (effects[0] == 1 && (STEPS == 1 || effects[1] == 1)));
  assert(state != stale || (effects[0] == 0 && effects[1] == 0));
#ifdef PAUSED
  assert(state != failed || (effects[0] == 0 || world[0] == other) && (effects[1] == 0 || world[1] == other));
  assert(state != partly_done || effects[0] == 1 || effects[1] == 1);
  assert(effects[0] == 0 || attempts[1] > 0 || (state != failed && state != partly_done && state != unknown && state != stale && state != done));
#else
  assert(state != failed || (effects[0] == 0 || world[0] == other) && effects[1] == 0);
  assert(state != partly_done || effects[0] == 1);
#endif
  assert(!(state == denied || state == cancelled || state == expired) || everStarted == 0)
}

inline move(to) {
  next = to;
  assert(ALLOWED);
  state = next;
  version++;
  check_end()
}

#ifdef NO_COMPARE
#define UNMOVED(from) true
#else
#define UNMOVED(from) (state == from && version == seen)
#endif

/* A bot receives what people press. There are two, so that presses are judged side by side. A crash loses the press. */
proctype Door() {
  byte who, seen;
  bool isEligible;
  mtype:state next;
end_open:
  atomic {
    state == pending;
    seen = version;
    if :: who = 1 :: who = 2 :: who = 4 :: who = 8 fi;
    isEligible = (eligible & who) != 0;
#ifndef NO_OTHER_PERSON
    if :: who == REQUESTER -> goto refuse :: else fi;
#endif
#ifndef NO_COUNT_ONCE
    if :: (decided & who) != 0 -> goto refuse :: else fi;
#endif
#ifndef NO_ELIGIBLE
    if :: !isEligible -> goto refuse :: else fi;
#endif
  }
  atomic {
    if
    :: UNMOVED(pending) ->
         again = again + ((decided & who) != 0);
         decided = decided | who;
         approvals = approvals | who;
         if :: isEligible && who != REQUESTER -> sound = sound | who :: else fi;
         if
#ifdef NO_QUORUM
         :: true -> move(approved)
#else
         :: COUNT(approvals) + again >= quorum -> move(approved)
         :: else -> version++
#endif
         fi
    :: UNMOVED(pending) -> decided = decided | who; move(denied)
    :: true
    fi
  }
refuse:
  atomic { who = 0; seen = 0; isEligible = false; goto end_open }
}

/* Time, the policy file, whoever asked and takes it back, a group that loses a member, somebody else at the directory. */
proctype Surroundings() {
  mtype:state next;
end_open:
  do
  :: atomic { state == pending || state == approved -> move(cancelled) }
  :: atomic { state == pending -> move(expired) }
  :: atomic { state == pending -> move(stale) }
#ifdef BACKWARDS
  :: atomic { state == expired -> move(pending) }
#endif
#ifndef SAME_PEOPLE
  :: atomic { (eligible & SECOND_APPROVER) != 0 && !IS_FINAL -> eligible = eligible & ~SECOND_APPROVER; lapsed = (asking == 0) }
#endif
  :: atomic { outside > 0 && !IS_FINAL -> outside--; world[0] = other }
  :: atomic { outside > 0 && !IS_FINAL -> outside--; world[1] = other }
  od
}

#if defined(NO_QUORUM)
#define SUFFICE true
#define STILL_SUFFICE true
#elif defined(NO_OTHER_PERSON) || defined(NO_ELIGIBLE) || defined(NO_LIVE_CHECK) || defined(NO_COUNT_ONCE)
#define SUFFICE (COUNT(approvals) + again >= quorum)
#define STILL_SUFFICE SUFFICE
#else
#define SUFFICE (COUNT(approvals) >= quorum && (approvals & REQUESTER) == 0)
#define STILL_SUFFICE (COUNT(approvals & eligible) >= quorum)
#endif

/* Two bots write one journal; whoever has read fewer entries than there are has lost the run. */
#define MINE (written == seen)
#ifdef NO_STILL_MINE
#define MAY_HAND true
#else
#define MAY_HAND MINE
#endif

#define STANDS(s) (last[s] == applied || last[s] == after)
/* The step that is next: the second one when the first is through; one that runs in any case also when nobody knows. */
#if defined(PAUSED) && !defined(NO_ALWAYS)
#define NEXT (STANDS(0) || last[0] == other)
#define IN_ANY_CASE (s == 1)
#else
#define NEXT (STEPS == 2 && STANDS(0))
#define IN_ANY_CASE false
#endif

#define IN_HAND (((busy[0] | busy[1]) & BIT(JOB(s, a))) != 0)
#ifdef NO_WAIT
#define TOO_EARLY before
#else
#define TOO_EARLY early
#endif

inline forget_job() { atomic { sent[0] = sent[0] & ~BIT(JOB(s, a)); sent[1] = sent[1] & ~BIT(JOB(s, a)) } }
inline note(what) { last[s] = what; written++; seen = written }
inline crash() { botCrashes > 0; botCrashes-- }

/* The run of one bot: reads the journal, does the one next thing, writes it down. */
proctype Runner() {
  byte s, a, seen;
  mtype:entry found;
  mtype:state next, end;

end_idle:
  atomic {
    if
    :: state == approved
#ifdef FORGETFUL
    :: state == running && written == 0
#else
    :: state == running
#endif
    :: state == unknown
    fi;
    s = 0; a = 0; found = nothing; next = pending; end = pending;
    if
    :: state == approved -> seen = version; asking++
    :: state == running -> seen = written; goto decide
    :: state == unknown -> seen = written; s = (STEPS == 2 && STANDS(0)); a = attempts[s]; goto settle
    fi
  }

  /* The live facts are asked, and may change before the move. */
  atomic {
    if
    :: STILL_SUFFICE -> if :: end = running :: end = expired :: end = stale fi
    :: !STILL_SUFFICE -> end = stale
    fi
  }
  atomic {
    if
    :: UNMOVED(approved) -> assert(end != running || !lapsed || COUNT(approvals & eligible) >= quorum); move(end)
    :: !UNMOVED(approved)
    :: crash()
    fi;
    asking--;
    goto end_idle
  }

decide:
  atomic {
    if :: state != running -> goto end_idle :: else fi;
    if :: closed != running -> end = closed; goto finish :: else fi;
    s = NEXT;
    a = attempts[s];
    if
    :: s == STEPS - 1 && STANDS(s) -> end = (STEPS == 2 && !STANDS(0) -> unknown : done); goto close
    :: last[s] == nothing ->
         if
         :: a = 1; goto begin
         :: s == 0 -> end = failed; goto close
         :: !STILL_SUFFICE && !IN_ANY_CASE -> end = (s == 0 -> stale : partly_done); goto close
         fi
#ifdef NO_LOOK
    :: (last[s] == began || last[s] == unsure) && a < MOST_ATTEMPTS -> a++; goto begin
    :: (last[s] == began || last[s] == unsure) && a == MOST_ATTEMPTS -> goto look
    :: last[s] == early -> goto look
#else
    :: last[s] == began || last[s] == unsure || last[s] == early -> goto look
#endif
    :: last[s] == before && a < MOST_ATTEMPTS -> a++; goto begin
    :: last[s] == refused && IN_ANY_CASE && a < MOST_ATTEMPTS -> a++; goto begin
    :: (last[s] == before || last[s] == refused) && !(IN_ANY_CASE && a < MOST_ATTEMPTS) -> end = (s == 0 -> failed : (STANDS(0) -> partly_done : unknown)); goto close
    :: last[s] == drifted -> end = (s == 0 -> stale : (STANDS(0) -> partly_done : unknown)); goto close
    :: last[s] == other -> end = unknown; goto close
    fi
  }

begin:
  atomic {
    if
    :: MINE -> attempts[s] = a; fences++; fence[JOB(s, a)] = fences; answer[JOB(s, a)] = nothing; note(began)
    :: !MINE -> goto end_idle
    :: crash() -> goto end_idle
    fi
  }
  atomic {
    if
    :: MAY_HAND -> sent[0] = sent[0] | BIT(JOB(s, a))
    :: MAY_HAND -> sent[1] = sent[1] | BIT(JOB(s, a))
    :: MAY_HAND -> found = refused; goto ended  /* no relay was there: it was handed to nobody */
    :: !MAY_HAND -> goto end_idle
    :: crash() -> goto end_idle
    fi
  }
  atomic {
    if
    :: answer[JOB(s, a)] != nothing -> found = answer[JOB(s, a)]
    :: found = unsure  /* no answer came in time */
    :: crash() -> goto end_idle
    fi
  }
ended:
  atomic {
    if
    :: MINE -> answer[JOB(s, a)] = nothing; note(found); goto decide
    :: !MINE -> goto end_idle
    :: crash() -> goto end_idle
    fi
  }

look:
  /* After a first look that is written down: jobs die by their age, and a relay that has one in hand by then is soon through with it. */
  if :: last[s] == early -> forget_job() :: else fi;
  atomic {
    if
    :: last[s] != early -> found = (world[s] == before -> TOO_EARLY : world[s])
    :: last[s] == early && !IN_HAND -> found = world[s]
    /* Nobody could look for half an hour; what runs in any case still does, and is itself looked for again. */
#if defined(PAUSED) && !defined(NO_ALWAYS)
    :: last[s] == early && !IN_HAND && MINE && s == 0 -> found = other
#else
    :: last[s] == early && !IN_HAND && MINE -> end = unknown; goto close
#endif
    fi
  }
  atomic {
    if
    :: MINE -> note(found); goto decide
    :: !MINE -> goto end_idle
    :: crash() -> goto end_idle
    fi
  }

/* Somebody asks again, much later: one more look, and nothing is started any more. */
settle:
  forget_job();
  atomic {
    state != unknown || !IN_HAND;
    if :: state != unknown || !MINE -> goto end_idle :: else fi;
    found = world[s];
    note(found);
    if
    :: found == after -> end = (s == STEPS - 1 || (STEPS == 2 && STANDS(1)) -> done : partly_done)
    :: found != after -> end = (s == 0 && !(STEPS == 2 && STANDS(1)) -> failed : partly_done)
    fi;
    closed = end;
    goto finish
  }

close:
  atomic {
    if
    :: MINE -> closed = end; written++; seen = written
    :: !MINE -> goto end_idle
    :: crash() -> goto end_idle
    fi
  }
finish:
  atomic {
    if
    :: state == running || (state == unknown && end != unknown) -> move(end)
    :: else
    :: crash()
    fi;
    goto end_idle
  }
}

#ifdef NO_ADDRESSEE
#define HANDED (sent[0] | sent[1])
#else
#define HANDED sent[r]
#endif
#ifdef NO_JOURNAL
#define STARTED_BEFORE false
#else
#define STARTED_BEFORE ((started[r] & BIT(job)) != 0)
#endif
#ifdef REFUSED_MEANS_NO
#define HANDED_TWICE refused
#else
#define HANDED_TWICE unsure
#endif

/* The first answer counts, and only while a bot waits for it. */
#define AWAITED (last[job / 2] == began && attempts[job / 2] == job % 2 + 1 && answer[job] == nothing)
inline reply(what) { if :: AWAITED -> answer[job] = what :: else fi }
inline relay_crash() { relayCrashes > 0; relayCrashes--; busy[r] = 0; goto end_idle }

/* One write at a time; the journal is on the disk before the step begins. */
proctype Relay(byte r) {
  byte job;
  mtype:entry result = nothing;
end_idle:
  atomic {
    job = 0;
    if
    :: HANDED & 1 -> job = 0
    :: HANDED & 2 -> job = 1
    :: HANDED & 4 -> job = 2
    :: HANDED & 8 -> job = 3
    fi;
    if
    :: STARTED_BEFORE -> reply(HANDED_TWICE); goto end_idle
    :: !STARTED_BEFORE && (!SUFFICE || newest[r] > fence[job]) -> reply(refused); goto end_idle
    :: else -> busy[r] = BIT(job)
    fi
  }
  atomic {
    if
    :: world[job / 2] == before ->
         assert(state == running || state == unknown);
         assert(COUNT(sound) >= quorum);
         assert((everStarted & BIT(job)) == 0);
         everStarted = everStarted | BIT(job);
         started[r] = started[r] | BIT(job);
         newest[r] = fence[job]
    :: world[job / 2] != before -> reply(drifted); busy[r] = 0; goto end_idle
    :: relay_crash()
    fi
  }
  /* The directory compares and writes as one; a crash comes before it, or after it and before the answer. */
  atomic {
    result = nothing;
    if
    :: world[job / 2] == before -> world[job / 2] = after; effects[job / 2]++; assert(effects[job / 2] == 1); result = applied
    :: world[job / 2] != before -> result = drifted
    :: relayCrashes > 0
    fi;
    if
    :: result != nothing -> reply(result)
    :: relayCrashes > 0 -> relayCrashes--
    fi;
    result = nothing;
    busy[r] = 0;
    goto end_idle
  }
}

init {
  atomic {
    if :: quorum = 1 :: quorum = 2 fi;
    run Surroundings();
#ifdef RUNNING_ONLY
    quorum = 2; decided = OTHER_APPROVERS; approvals = OTHER_APPROVERS; sound = OTHER_APPROVERS; state = approved;
#else
    run Door(); run Door();
#endif
    run Runner(); run Relay(0);
#ifndef ONE_BOT
    run Runner();
#endif
#ifndef ONE_RELAY
    run Relay(1)
#endif
  }
}

#ifdef LIVENESS
ltl ends { [] ((state == approved) -> <> IS_FINAL) }
#endif
