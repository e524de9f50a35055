import { announce } from '../stages/announce.ts'
import { cancelDelivery } from '../stages/cancel-delivery.ts'
import { confirmDelivery } from '../stages/confirm-delivery.ts'
import { approveStage } from '../stages/approve-stage.ts'
import { endCall } from '../calls/end-call.ts'
import { liftStop } from '../stages/lift-stop.ts'
import { removeStage } from './remove-stage.ts'
import { dropChange } from './change-stage.ts'

// Acts of owners on a stage, with the last part of the URL. Pages and API share them.

/** Acts that take the version of the stage that the owner has seen. */
export const lookedActs = [
  ['removal', removeStage],
  ['approval', approveStage],
  ['announcement', announce],
] as const

/** Acts that take no version. */
export const plainActs = [
  ['confirmation', confirmDelivery],
  ['cancellation', cancelDelivery],
] as const

/** Acts that end something. On pages, their URL has `/end` appended. */
export const endings = [
  ['change', dropChange],
  ['stop', liftStop],
  ['call', endCall],
] as const

export type StageAct = (typeof lookedActs | typeof plainActs | typeof endings)[number][0]
