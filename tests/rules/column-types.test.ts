import { expectTypeOf, test } from 'vitest'
import type * as columns from '../../server/db/schema.ts'
import type { Disclosure, DeliveryState, StageState } from '../../server/delivery/rules.ts'
import type { MailSignature } from '../../server/delivery/mail-signature.ts'
import type { StageKind } from '../../server/delivery/stage.ts'
import type { Verdict } from '../../server/delivery/verdicts.ts'
import type { Facet } from '../../server/facets/rules.ts'
import type { LetterState, VerificationClass, Visibility } from '../../server/letter/rules.ts'
import type { Role } from '../../server/organizers/rules.ts'
import type { InvalidReason } from '../../server/signatures/invalid-and-hidden.ts'
import type { Resemblance } from '../../server/signatures/names.ts'

// The types of columns follow the database, and db/ may not import features. The type checker proves that both say the same.
test('the columns hold exactly the kinds that the rules know', () => {
  expectTypeOf<columns.Role>().toEqualTypeOf<Role>()
  expectTypeOf<columns.LetterState>().toEqualTypeOf<LetterState>()
  expectTypeOf<columns.Visibility>().toEqualTypeOf<Visibility>()
  expectTypeOf<columns.VerificationClass>().toEqualTypeOf<VerificationClass>()
  expectTypeOf<columns.Resemblance>().toEqualTypeOf<Resemblance>()
  expectTypeOf<columns.InvalidReason>().toEqualTypeOf<InvalidReason>()
  expectTypeOf<columns.StageKind>().toEqualTypeOf<StageKind>()
  expectTypeOf<columns.StageState>().toEqualTypeOf<StageState>()
  expectTypeOf<columns.StageDisclosure>().toEqualTypeOf<Disclosure>()
  expectTypeOf<columns.DeliveryState>().toEqualTypeOf<DeliveryState>()
  expectTypeOf<columns.FacetName>().toEqualTypeOf<Facet>()
  expectTypeOf<NonNullable<columns.Row<'response'>['verdict']>>().toEqualTypeOf<Verdict>()
  expectTypeOf<columns.MailSignature>().toEqualTypeOf<MailSignature>()
})
