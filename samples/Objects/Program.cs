using Objects;

return CommandLine.Run(args);
