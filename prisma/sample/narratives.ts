import type { SectionKey } from "#lib/plan/model.ts";

/**
 * What SayPro's people wrote around the generated parts of their plan, a text a section. They explain and intend;
 * what came of the work is said by the verdicts beside them, so no result stands here.
 */
export const narratives: Record<SectionKey, string> = {
  "optimization-objectives":
    "This plan is a record of the performance improvements made across SayPro's operational systems, and a roadmap for those to come: software configurations, database enhancements, code updates and infrastructure.\n\nOur primary goal is to improve system performance by **enhancing responsiveness, reducing error rates, optimizing resource utilization and ensuring scalability**. Each of the four has targets on metrics; a target counts as met when the measurements say so.",
  "software-configurations":
    "We adjust system settings and configurations so that all operational systems perform well at their peak: month end for royalties, 08:00 for the portal, enrolment days for courses.\n\nCaches come first, because the same rates and menus were read again and again. Time limits and API limits follow. Monitoring is part of this section: what nobody watches gets slow unseen.",
  "database-optimizations":
    "We enhance database efficiency to improve system speed, reduce query times and make better use of storage.\n\nIndexes and queries are tried on a copy of the database first, old and new in turns, so that a good night on the server is not taken for a good index. Large tables are partitioned by the way people ask for them: by month and by region.",
  "code-updates-and-refactoring":
    "We improve the efficiency and maintainability of the codebase, streamline processing and eliminate bottlenecks. Royalty calculation is where most of the time goes, so most of the work is there.\n\nSecurity patches stand here too. They are not made for speed, and are measured only to see that nothing is lost.",
  "infrastructure-enhancements":
    "We ensure that the infrastructure can handle growing traffic, improve reliability and reduce downtime.\n\nNo system should depend on one server. Uptime moves in outages, a few in a quarter, so we give its verdicts the weeks they need.",
  "performance-testing-and-results":
    "We load-test to simulate peak traffic and see how far the systems scale, stress-test to see that they withstand extreme conditions, and benchmark to compare performance before and after an optimization.\n\nBefore and after are run in turns wherever that can be done. Where there was one test a side, the result is reported and not counted as proven.",
  "ongoing-monitoring-and-continuous-improvement":
    "The systems continue to be monitored with real-time alerts. A review each quarter goes through every change of that quarter and decides whether it is kept, followed up, rolled back or measured again, with new measurements, user feedback and new technology in view.\n\nUser feedback is collected all the time, about performance and about how the systems feel to use.",
  conclusion:
    "The work so far went to the bottlenecks that people met most often: server configuration, the databases under royalties and transactions, the code of the nightly run, and the infrastructure under all of them.\n\nIt will go on: what is measured and holds is kept, what made no difference is written down so that nobody tries it again unknowingly, and what made things worse is rolled back.",
};
