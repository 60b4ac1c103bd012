import { expect, it } from "vitest";
import { gridPlaces } from "./time-grid.ts";

it("keeps missing rows as empty places, and gives up where times are not regular", () => {
  expect(gridPlaces([0, 60, 121, 240, 300])).toEqual(Uint32Array.of(0, 1, 2, 4, 5));
  expect(gridPlaces([0, 60, 60, 120])).toBeNull();
  expect(gridPlaces([0, 60, 120, 60_000])).toBeNull();
  expect(gridPlaces([0, 60])).toBeNull();
});
