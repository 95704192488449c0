using Digits;

return CommandLine.Run(args);
