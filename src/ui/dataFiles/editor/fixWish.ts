import { type ChosenReadings } from "../../../dataFiles/mending/conventions";
import { type MendKind } from "../../../dataFiles/mending/mendKinds";

/** What a quick fix wants changed in the open text; without one the whole file is put right in a copy. */
export interface FixWish extends ChosenReadings {
  readonly kinds: readonly MendKind[];
}
