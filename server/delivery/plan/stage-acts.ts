import { announce } from '../stages/announce.ts'
import { cancelDelivery } from '../stages/cancel-delivery.ts'
import { confirmDelivery } from '../stages/confirm-delivery.ts'
import { approveStage } from '../stages/approve-stage.ts'
import { endCall } from '../calls/end-call.ts'
import { liftStop } from '../stages/lift-stop.ts'
import { removeStage } from './remove-stage.ts'
import { agreeToChange, dropChange } from './save-stage.ts'

// Acts of owners on a stage, keyed by the last part of the URL. Pages and API share them.

/** Acts that take the version of the stage that the owner has seen. */
export const lookedActs = {
  removal: { act: removeStage, summary: 'Take a stage that has not started out of the plan' },
  approval: {
    act: approveStage,
    summary: 'Approve a stage: it then starts by itself; `waits` until a second owner approves the same',
  },
  announcement: {
    act: announce,
    summary:
      'Start it by hand: announce it on the letter’s page. Before its conditions hold that `waits` for a second owner',
  },
}

/** Acts that take no version. */
export const plainActs = {
  'change/agreement': { act: agreeToChange, summary: 'Agree to the change that another owner has proposed' },
  confirmation: {
    act: confirmDelivery,
    summary: 'Carry it out, once the notice is over; `waits` until a second owner confirms the same',
  },
  cancellation: {
    act: cancelDelivery,
    summary: 'Send nothing more: `stopped` for 72 hours by one of several owners, `cancelled` with a second one',
  },
}

/** Acts that end something. Their URL has `/end` appended. */
export const endings = {
  change: { act: dropChange, summary: 'Drop a proposed change: the stage stays as it was approved' },
  stop: { act: liftStop, summary: 'Take one’s own stop back' },
  call: { act: endCall, summary: 'End a call to write' },
}
