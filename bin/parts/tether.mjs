// When the process that stands in for this one is killed, this one ends in good order instead of running on unseen.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// The channel alone must not keep a finished command alive.
process.channel?.unref()
