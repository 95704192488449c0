using Overfitting;

return CommandLine.Run(args);
