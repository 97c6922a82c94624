import { agents } from './agents.ts';
import { anchor } from './anchor.ts';
import { campaign, campaignLeave, campaignPairs, campaignReport, campaignStop, campaignTake } from './campaign.ts';
import { campaignNew } from './campaign-new.ts';
import { campaignStart } from './campaign-wave.ts';
import { cancel } from './cancel.ts';
import { spoken, type SpokenCommand } from './command.ts';
import { approve, deny } from './decide.ts';
import { errors } from './errors.ts';
import { fixAll, resume } from './fix-all.ts';
import { fix } from './fix.ts';
import { helpOn } from './help.ts';
import { history, pending, plan } from './plans.ts';
import { scan } from './scan.ts';
import { scanDiffs, scanReports, scans } from './scans.ts';
import { show } from './show.ts';
import { confirmRelay, revokeRelay, rotateRelay } from './relay-decisions.ts';
import { assign } from './assign.ts';
import { incidents } from './incidents.ts';
import { mute, unmute } from './mute.ts';
import { subscribe } from './subscribe.ts';
import { unsubscribe } from './unsubscribe.ts';
import { status } from './status.ts';
import { syncNow } from './sync-now.ts';
import { undo } from './undo.ts';
import { watch } from './watch.ts';
import { unwatch, watching } from './watching.ts';
import { whoChanged } from './who-changed.ts';
import { why } from './why.ts';
import type { CommandWorld } from './world.ts';

/** Everything that people can say, in the order of help and menu. */
export const COMMANDS: readonly SpokenCommand<CommandWorld>[] = [
  spoken(why),
  spoken(show),
  spoken(whoChanged),
  spoken(anchor),
  spoken(fix),
  spoken(fixAll),
  spoken(resume),
  spoken(pending),
  spoken(plan),
  spoken(undo),
  spoken(history),
  spoken(status),
  spoken(errors),
  spoken(incidents),
  spoken(scan),
  spoken(scanDiffs),
  spoken(scanReports),
  spoken(scans),
  spoken(assign),
  spoken(subscribe),
  spoken(unsubscribe),
  spoken(mute),
  spoken(unmute),
  spoken(helpOn(() => COMMANDS)),
  spoken(approve),
  spoken(deny),
  spoken(cancel),
  spoken(watch),
  spoken(watching),
  spoken(unwatch),
  spoken(syncNow),
  spoken(campaign),
  spoken(campaignNew),
  spoken(campaignPairs),
  spoken(campaignTake),
  spoken(campaignLeave),
  spoken(campaignStart),
  spoken(campaignStop),
  spoken(campaignReport),
  spoken(agents),
  spoken(confirmRelay),
  spoken(revokeRelay),
  spoken(rotateRelay),
];
