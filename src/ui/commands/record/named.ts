import { type NamedRecord } from "../../records/recordDocuments";
import { type PlacedObject } from "../ask/anyObject";
import { objectName } from "../ask/kinds";
import { refOf } from "../ask/place";

export const named = ({ place, ref }: PlacedObject): NamedRecord => ({
  connectionId: place.connection.id,
  project: refOf(place),
  ref,
  title: objectName(ref),
});
