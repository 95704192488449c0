using Lectures;
using Lectures.Screen;

return CommandLine.Run(args, Terminal.Open());
