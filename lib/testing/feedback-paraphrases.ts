/**
 * What two people write about the same thing. Written by hand and frozen before the search for similar entries was
 * built: it may be mended to suit this list's rules, never this list to suit it.
 */
export type Paraphrase = {
  /** As the first person sent it. */
  title: string;
  body: string;
  /** As a second person would begin to write it. */
  paraphrase: string;
  /** The same sentence with a slip, a missing word or another order. */
  nearCopy: string;
};

export const paraphrases: Paraphrase[] = [
  {
    title: "Course pictures load slowly on mobile data",
    body: "On the bus the photos of a lesson need half a minute each.",
    paraphrase: "Pictures in courses take forever on my phone",
    nearCopy: "Course pictures load slow on mobile data",
  },
  {
    title: "Statements take ages on the 1st of the month",
    body: "I open the royalty statement and look at a spinner for several seconds, then again for each artist.",
    paraphrase: "Royalty statement is very slow at the start of the month",
    nearCopy: "Statement takes ages on 1st of month",
  },
  {
    title: "One search for courses and statements",
    body: "I never know in which of the two search boxes I have to type.",
    paraphrase: "Please combine the search of courses with the one of statements",
    nearCopy: "One serach for courses and statements",
  },
  {
    title: "Signed out while writing a long answer",
    body: "After half an hour of typing the page asked me to sign in and my text was gone.",
    paraphrase: "The portal logged me out and my long answer was lost",
    nearCopy: "Signed out while writing long answers",
  },
  {
    title: "Portal was down twice in June",
    body: "Both times nobody could sign in for an hour.",
    paraphrase: "Two outages of the portal in June",
    nearCopy: "The portal was down twice in june",
  },
  {
    title: "Sign-in hangs for some seconds at 08:00",
    body: "When everybody begins to work the sign-in page does nothing.",
    paraphrase: "Signing in is stuck every morning around eight",
    nearCopy: "Sign in hangs some seconds at 8:00",
  },
  {
    title: "Activity log: jump to a date",
    body: "To find something from March I have to click through forty pages.",
    paraphrase: "Let me go straight to a date in the activity log",
    nearCopy: "Activity log jump to date",
  },
  {
    title: "Videos in courses stop every few seconds",
    body: "It buffers, plays three seconds and buffers again.",
    paraphrase: "Course videos keep buffering",
    nearCopy: "Videos in course stops every few seconds",
  },
  {
    title: "Enrolment page times out on the first day of term",
    body: "We tried for two hours to enrol our class.",
    paraphrase: "Cannot enrol on the first day, the page runs into a timeout",
    nearCopy: "Enrolment page time out on first day of term",
  },
  {
    title: "Export of my data never finishes",
    body: "The progress bar stays at 90 percent until the browser gives up.",
    paraphrase: "My data export is stuck at 90 percent",
    nearCopy: "Export of my data never finish",
  },
  {
    title: "Transaction history is slow when there are many rows",
    body: "For the big labels the list needs ten seconds.",
    paraphrase: "List of transactions opens slowly for labels with many entries",
    nearCopy: "Transaction history slow when there are many rows",
  },
  {
    title: "Password reset mail arrives after an hour",
    body: "By then the link has expired.",
    paraphrase: "The e-mail for resetting my password comes much too late",
    nearCopy: "Password reset mail arrives an hour later",
  },
  {
    title: "Certificates cannot be downloaded on an iPhone",
    body: "Safari opens an empty tab and nothing else happens.",
    paraphrase: "Downloading a certificate with my iPhone does not work",
    nearCopy: "Certificate can not be downloaded on iPhone",
  },
  {
    title: "Show the exchange rate in the royalty statement",
    body: "We pay artists in euro and cannot check the amounts.",
    paraphrase: "Which exchange rate was used for my royalties?",
    nearCopy: "Show exchange rate in royalty statements",
  },
  {
    title: "Dark theme for night shifts",
    body: "The white pages hurt in a dark studio.",
    paraphrase: "A dark mode please, white is too bright at night",
    nearCopy: "Dark theme for the night shift",
  },
  {
    title: "Notifications come three times",
    body: "Every message about a new course is sent to me again and again.",
    paraphrase: "I get the same notification several times",
    nearCopy: "Notification come three times",
  },
  {
    title: "Uploading a recording breaks off at 2 GB",
    body: "The error says only: failed.",
    paraphrase: "Upload of large recordings fails",
    nearCopy: "Upload of a recording breaks of at 2 GB",
  },
  {
    title: "Search finds nothing with accents",
    body: "Zoë and José are in the list but the search says no results.",
    paraphrase: "Names with accents are not found by the search",
    nearCopy: "Search finds nothing with acents",
  },
  {
    title: "The dashboard needs twenty seconds on Mondays",
    body: "The rest of the week it is fine.",
    paraphrase: "Monday morning the dashboard is terribly slow",
    nearCopy: "Dashboard needs twenty seconds on monday",
  },
  {
    title: "Quiz answers are not saved when the connection drops",
    body: "After the tunnel all my answers were empty.",
    paraphrase: "Lost my quiz answers because the connection was gone",
    nearCopy: "Quiz answers not saved when connection drops",
  },
  {
    title: "Monthly royalty run finishes after office hours",
    body: "We wait until nine in the evening to check the amounts.",
    paraphrase: "The royalty calculation at month end takes until late in the evening",
    nearCopy: "Monthly royalty runs finish after office hours",
  },
  {
    title: "Print view cuts off the last column",
    body: "On paper the total is missing.",
    paraphrase: "When printing, the last column is missing",
    nearCopy: "Print view cut off last column",
  },
  {
    title: "Bulk enrolment from a spreadsheet",
    body: "We type in 300 learners by hand every term.",
    paraphrase: "Enrol many learners at once from an Excel file or spreadsheet",
    nearCopy: "Bulk enrollment from spreadsheets",
  },
  {
    title: "Calendar shows lessons in the wrong time zone",
    body: "Everything is two hours early for us in Windhoek.",
    paraphrase: "Lesson times in the calendar are off by two hours",
    nearCopy: "Calendar shows lesson in wrong time zone",
  },
  {
    title: "Artist photo is stretched on wide screens",
    body: "Faces look as wide as plates.",
    paraphrase: "Photos of artists look distorted on a wide monitor",
    nearCopy: "Artist photos are stretched on wide screen",
  },
  {
    title: "API returns 429 although we send only ten requests",
    body: "Our sync job stops every night.",
    paraphrase: "Rate limit of the API hits us after a few requests",
    nearCopy: "API returns 429 although we send only 10 requests",
  },
  {
    title: "Two-factor sign-in for accountants",
    body: "We handle money and have only a password.",
    paraphrase: "Please add two factor authentication for accounting",
    nearCopy: "Two factor sign in for accountants",
  },
  {
    title: "Comments in a course disappear after an hour",
    body: "The teacher sees them at first and then they are gone.",
    paraphrase: "My course comments vanish after some time",
    nearCopy: "Comments in courses disappear after one hour",
  },
  {
    title: "Report for the tax office as PDF",
    body: "The accountant wants a file, not a screenshot.",
    paraphrase: "I need a PDF report for taxes",
    nearCopy: "Reports for tax office as a PDF",
  },
  {
    title: "The app drains the battery while playing a lesson",
    body: "One hour of a course costs half of a charge.",
    paraphrase: "Battery is empty after playing one lesson",
    nearCopy: "App drains battery while playing lessons",
  },
  {
    title: "Filter transactions by country",
    body: "I want to see what comes from Ghana only.",
    paraphrase: "A country filter for the transactions list",
    nearCopy: "Filter transaction by countries",
  },
  {
    title: "Menu does not open with the keyboard",
    body: "I cannot use a mouse and the arrow keys do nothing.",
    paraphrase: "Keyboard users cannot open the menu",
    nearCopy: "Menu doesn't open with keyboard",
  },
  {
    title: "Wrong total after changing the currency",
    body: "The sum is still in rand but the sign is a dollar.",
    paraphrase: "Changing currency gives a wrong sum",
    nearCopy: "Wrong totals after change of currency",
  },
  {
    title: "Course list forgets the page I was on",
    body: "Going back from a course always leads to page one.",
    paraphrase: "Back from a course I land on the first page of the list again",
    nearCopy: "Course list forgets page I was on",
  },
  {
    title: "Reminder before a payment is due",
    body: "Last quarter we paid late because nobody looked.",
    paraphrase: "Send me a reminder when payments are due soon",
    nearCopy: "Reminders before payment is due",
  },
  {
    title: "Server error when saving a profile with a long name",
    body: "Error 500 with our full legal name.",
    paraphrase: "Saving my profile gives error 500 if the name is long",
    nearCopy: "Server error when saving profile with long name",
  },
  {
    title: "Subtitles are two seconds late",
    body: "For deaf learners this is hard to follow.",
    paraphrase: "The subtitles lag behind the video",
    nearCopy: "Subtitle are two second late",
  },
  {
    title: "Let a colleague stand in for me during holidays",
    body: "Nobody can approve statements while I am away.",
    paraphrase: "I would like to name a colleague who stands in while I am on holiday",
    nearCopy: "Let colleague stand in for me during holiday",
  },
  {
    title: "Old statements are hard to find",
    body: "Everything before 2023 lies in one long list.",
    paraphrase: "Finding statements of earlier years is difficult",
    nearCopy: "Old statements hard to find",
  },
  {
    title: "Progress of a course jumps back to zero",
    body: "I had finished six of eight parts.",
    paraphrase: "My course progress was reset to 0",
    nearCopy: "Progress of course jumps back to 0",
  },
  {
    title: "Attachments over 10 MB are refused without a reason",
    body: "It just says no.",
    paraphrase: "Attachment refused, no explanation given, the file has 12 MB",
    nearCopy: "Attachment over 10MB are refused without reason",
  },
  {
    title: "Phone number field does not accept +27",
    body: "It wants numbers without a country code.",
    paraphrase: "Cannot enter my phone number with the +27 country code",
    nearCopy: "Phone number field doesn't accept +27",
  },
  {
    title: "Sort artists by revenue",
    body: "The alphabet does not help me in a meeting.",
    paraphrase: "Artists sorted by how much revenue they bring",
    nearCopy: "Sort artist by revenues",
  },
  {
    title: "Backup window makes the portal slow at 02:00",
    body: "Our night team in Accra works at this hour.",
    paraphrase: "At two in the night the portal is slow, is that the backup?",
    nearCopy: "Backup window makes portal slow at 2:00",
  },
  {
    title: "Link in the invitation mail does not work in Outlook",
    body: "Outlook breaks it over two lines.",
    paraphrase: "Outlook breaks the invitation link",
    nearCopy: "Link in invitation mail doesn't work in outlook",
  },
  {
    title: "Text is too small on the statement page",
    body: "I have to zoom to 150 percent.",
    paraphrase: "Bigger letters on the statements page please, the text is tiny",
    nearCopy: "Text too small on statement page",
  },
  {
    title: "Duplicate artists after the import",
    body: "Each name is there twice since Tuesday.",
    paraphrase: "Since the import all artists exist twice",
    nearCopy: "Duplicate artist after import",
  },
  {
    title: "Offline mode for courses in the field",
    body: "Our trainers travel where there is no network.",
    paraphrase: "Use courses offline when there is no network",
    nearCopy: "Offline mode for course in the field",
  },
  {
    title: "Approving fifty statements one by one is tedious",
    body: "A box for all of them would save an hour.",
    paraphrase: "Approve several statements at once",
    nearCopy: "Approving fifty statements one by one tedious",
  },
  {
    title: "Charts on the overview are empty in Firefox",
    body: "Only the axes are drawn.",
    paraphrase: "Firefox shows no charts on the overview page",
    nearCopy: "Charts on overview are empty in firefox",
  },
];
