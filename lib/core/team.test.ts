import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eachTeamOnce, noTeam, teamKeyAsked, teamKeyOf, teamName } from "#lib/core/team.ts";

describe("a team's name", () => {
  it("is one team however it is spelled", () => {
    expect(teamKeyOf(" Data  Platform ")).toBe(teamKeyOf("data platform"));
    expect(teamKeyOf("Équipe")).toBe("équipe");
    expect(teamKeyOf(null)).toBe("");
    expect(eachTeamOnce(["Payments", null, "payments ", "Courses"])).toEqual(["Courses", "Payments"]);
  });

  it("is asked for by any spelling; none asks for what has no team", () => {
    expect(teamKeyAsked("PAYMENTS")).toBe("payments");
    expect(teamKeyAsked("None")).toBe("");
  });

  it("cannot be taken for no team", () => {
    expect(teamName.safeParse(" Payments ").data).toBe("Payments");
    for (const name of [noTeam, " NONE ", "No team", "", "   "]) {
      expect(teamName.safeParse(name).success).toBe(false);
    }
  });

  it("has a key that is its own key", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(teamKeyOf(teamKeyOf(name))).toBe(teamKeyOf(name));
      }),
    );
  });
});
