import { SlipCards } from './slip-card.ts'

new SlipCards().start()
