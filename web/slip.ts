import { SlipCards } from './anonymity/slip-card.ts'

new SlipCards().start()
