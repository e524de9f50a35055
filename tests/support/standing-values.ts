// Runs before every test file, for tests that format messages without a server.
import { fillStandingValues } from '../../server/fill-standing-values.ts'

fillStandingValues()
