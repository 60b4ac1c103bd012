import type { SampleChange } from "#prisma/sample/sample-change.ts";

const area = "infrastructure";

/** Section 5 of the source plan. */
export const infrastructure: SampleChange[] = [
  {
    bullet:
      "Implemented load balancing across servers to distribute incoming traffic more efficiently, minimizing the risk of overload on a single server.",
    title: "Balance all traffic over three servers",
    area,
    practice: "load-balancing",
    system: "all-systems",
    owner: "lerato",
    description:
      "One server took all traffic and a second stood by. When the first failed, people waited until someone had switched.\n\nA load balancer now shares the traffic between three servers; each can take half of it alone. Uptime is compared over twelve weeks on both sides.",
    rollbackPlan:
      "Point the address at the first server again. Takes two minutes and the lifetime of the name.",
    evidence: { resource: "web servers", oldSize: "1 and 1 standing by", newSize: "3 behind a balancer" },
    prediction: { metric: "platform.availability", low: 0.002, high: 0.006 },
    when: { quarter: 1, share: 0.45 },
    plannedDays: 24,
    rolloutHours: 8,
    measurements: [
      {
        metric: "platform.availability",
        distribution: { kind: "availability", days: 84, outageMinutes: 12 },
        levels: { before: 0.995, after: 0.999 },
        afterDays: 85,
        expected: "improved",
      },
    ],
  },
  {
    bullet:
      "Added health checks and automatic rerouting for servers that are experiencing performance issues.",
    title: "Health checks and automatic rerouting",
    area,
    practice: "load-balancing",
    system: "all-systems",
    owner: "lerato",
    description:
      "A server that answers slowly used to keep its share of the traffic. Every ten seconds the balancer now asks each server for its health and leaves out one that fails three times.",
    rollbackPlan: "Turn the checks off in the balancer; all servers then count as healthy.",
    evidence: { resource: "health check", oldSize: "none", newSize: "every 10 s, out after 3 failures" },
    prediction: { metric: "platform.availability", low: 0.0003, high: 0.001 },
    worth: { effortDays: 3, savingPerYear: 30_000, savingBasis: "Ten hours on call at R 250 a month fewer" },
    when: { quarter: 3, share: 0.62 },
    plannedDays: 8,
    rolloutHours: 1,
    measurements: [
      {
        metric: "platform.availability",
        distribution: { kind: "availability", days: 12, outageMinutes: 12 },
        levels: { before: 0.999, after: 0.9993 },
        afterDays: 13,
        expected: "inconclusive",
      },
    ],
  },
  {
    bullet:
      "Implemented auto-scaling for cloud-based infrastructure to handle spikes in user demand automatically.",
    title: "Auto-scaling for the course platform",
    area,
    practice: "cloud-scaling",
    system: "course-platform",
    owner: "lerato",
    description:
      "The course platform ran on four servers, day and night. It now runs on three to eight, by demand.\n\nBefore and after were load-tested in turns, on five days, with the same script.",
    rollbackPlan: "Set the smallest and the largest number of servers to 4.",
    evidence: { resource: "course servers", oldSize: "4", newSize: "3 to 8" },
    prediction: { metric: "course.peak-load", low: 0.2, high: 0.4 },
    guardrails: ["course.page-load"],
    when: { quarter: 2, share: 0.1 },
    plannedDays: 19,
    rolloutHours: 4,
    measurements: [
      {
        metric: "course.peak-load",
        distribution: {
          kind: "runs",
          sittings: 5,
          runs: 4,
          spread: 0.03,
          session: 0.03,
          order: "interleaved",
        },
        levels: { before: 1000, after: 1300 },
        afterDays: 7,
        expected: "improved",
      },
    ],
  },
  {
    bullet:
      "Upgraded cloud storage options to handle increased data throughput for user data, royalty calculations, and course completion data.",
    title: "Faster storage for courses, royalties and user data",
    area,
    practice: "cloud-scaling",
    system: "course-platform",
    owner: "sipho",
    description:
      "The volumes for course materials, royalty files and completion data were moved to a faster class of storage.\n\nThe two numbers come from the provider's test during the migration; there was no test of our own.",
    rollbackPlan: "Move the volumes back to the old class, one a night.",
    evidence: { resource: "storage class", oldSize: "standard, 2 TB", newSize: "throughput, 3 TB" },
    when: { quarter: 0, share: 0.84 },
    plannedDays: 13,
    rolloutHours: 11,
    measurements: [
      {
        metric: "course.storage-throughput",
        distribution: { kind: "single" },
        levels: { before: 210, after: 265 },
        afterDays: 1,
        expected: "reported",
      },
    ],
  },
  {
    bullet:
      "Integrated a CDN to optimize content delivery and reduce the load on core systems, especially for static assets like images, documents, and course materials.",
    title: "Serve course materials from a CDN",
    area,
    practice: "content-delivery-network",
    system: "course-platform",
    owner: "thandi",
    description:
      "Pictures, documents and course materials came from the same servers as the pages. They are now served by a content delivery network; pages still come from our servers.",
    rollbackPlan: "Set `assets.host` to the course servers. Takes effect as pages are opened again.",
    evidence: { resource: "course materials", oldSize: "4 course servers", newSize: "CDN, 6 places" },
    settings: [{ key: "assets.host", before: "courses.saypro.example", after: "assets.saypro.example" }],
    prediction: { metric: "course.page-load", low: -0.35, high: -0.2 },
    worth: { effortDays: 5, spentOnce: 18_500, runningCostPerYear: 54_000 },
    when: { quarter: 3, share: 0.46 },
    plannedDays: 14,
    rolloutHours: 5,
    measurements: [
      {
        metric: "course.page-load",
        distribution: {
          kind: "runs",
          sittings: 4,
          runs: 8,
          spread: 0.07,
          session: 0.04,
          order: "interleaved",
        },
        levels: { before: 3.1, after: 2.17 },
        afterDays: 7,
        expected: "improved",
      },
    ],
  },
  {
    bullet:
      "Cached common resources closer to end-users to reduce latency and improve download times for assets.",
    title: "Keep common files in Durban and Cape Town",
    area,
    practice: "content-delivery-network",
    system: "course-platform",
    owner: "lerato",
    description:
      "Fonts, scripts and the most read documents are now kept in two more places, nearer to the learners on the coast.\n\nDownloads were timed from phones on mobile networks.",
    rollbackPlan: "Remove both places from the CDN's list.",
    evidence: { resource: "CDN places", oldSize: "6", newSize: "8, with Durban and Cape Town" },
    prediction: { metric: "course.asset-download", low: -0.3, high: -0.1 },
    when: { quarter: 4, share: 0.12 },
    plannedDays: 11,
    rolloutHours: 2,
    measurements: [
      {
        metric: "course.asset-download",
        distribution: {
          kind: "runs",
          sittings: 3,
          runs: 5,
          spread: 0.42,
          session: 0.1,
          order: "interleaved",
        },
        levels: { before: 620, after: 570 },
        afterDays: 5,
        expected: "inconclusive",
      },
    ],
  },
  {
    bullet:
      "Set up real-time server monitoring for key metrics such as CPU load, memory usage, disk I/O, and network throughput.",
    title: "Watch processor, memory, disk and network of every server",
    area,
    practice: "server-monitoring-and-alerting",
    system: "all-systems",
    owner: "sipho",
    description:
      "An agent on each server reports processor load, memory in use, disk reads and writes, and network throughput every 15 seconds. The numbers are kept for 13 months.",
    rollbackPlan: "Stop the agent; nothing depends on it.",
    evidence: { resource: "watched servers", oldSize: "5 of 17", newSize: "17 of 17" },
    when: { quarter: 0, share: 0.1 },
    plannedDays: -34,
    rolloutHours: 6,
  },
  {
    bullet:
      "Implemented automated alerts to notify the team of potential infrastructure issues, allowing for quicker resolutions.",
    title: "Alert the team about disks, memory and lost servers",
    area,
    practice: "server-monitoring-and-alerting",
    system: "all-systems",
    owner: "sipho",
    description:
      "Four alerts go to whoever is on duty: a disk that fills within a day, memory above 90 %, a server that is not heard of, a balancer with one server left.",
    rollbackPlan: "Mute the rules in the alert manager.",
    evidence: { resource: "alert rules", oldSize: "0", newSize: "4, to the person on duty" },
    when: { quarter: 1, share: 0.9 },
    plannedDays: 5,
    rolloutHours: 0.5,
  },
];
