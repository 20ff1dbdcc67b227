// Imported into the command line: its background process is started by FAULTS_LAUNCHER, a program that gets what Node
// would get.
process.execPath = process.env.FAULTS_LAUNCHER;
