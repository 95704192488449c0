using CnnGen.Tool;

return CommandLine.Run(args, System.Console.Out, System.Console.Error);
