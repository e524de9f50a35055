import { announce } from '../stages/announce.ts'
import { cancelDelivery } from '../stages/cancel-delivery.ts'
import { confirmDelivery } from '../stages/confirm-delivery.ts'
import { approveStage } from '../stages/approve-stage.ts'
import { endCall } from '../calls/end-call.ts'
import { liftStop } from '../stages/lift-stop.ts'
import { removeStage } from './remove-stage.ts'
import { agreeToChange, dropChange } from './save-stage.ts'

// Acts of owners on a stage, keyed by the last part of the URL. Pages and API share them; `schema` describes the API's route.

/** Acts that take the version of the stage that the owner has seen. */
export const lookedActs = {
  removal: { act: removeStage, schema: { summary: 'Remove a stage that has not started from the plan' } },
  approval: {
    act: approveStage,
    schema: {
      summary:
        'Approve a stage, so that it starts by itself. The outcome is `waits` until a second owner approves the same',
    },
  },
  announcement: {
    act: announce,
    schema: {
      summary:
        'Start a stage by hand: announce it on the letter’s page. Before its conditions hold, the outcome is `waits` until a second owner announces the same',
    },
  },
}

/** Acts that take no version. */
export const plainActs = {
  'change/agreement': {
    act: agreeToChange,
    schema: { summary: 'Agree to the change that another owner has proposed' },
  },
  confirmation: {
    act: confirmDelivery,
    schema: {
      summary: 'Carry out a stage whose notice is over. The outcome is `waits` until a second owner confirms the same',
    },
  },
  cancellation: {
    act: cancelDelivery,
    schema: {
      summary:
        'Stop sending. One of several owners stops it for 72 hours (`stopped`); a second one ends it (`cancelled`)',
    },
  },
}

/** Acts that end something. Their URL has `/end` appended. */
export const endings = {
  change: { act: dropChange, schema: { summary: 'Drop a proposed change. The stage stays as it was approved' } },
  stop: { act: liftStop, schema: { summary: 'Take back your own stop' } },
  call: { act: endCall, schema: { summary: 'End a call to write' } },
}
