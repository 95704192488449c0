using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using Digits;

const int Failure = 2;
const int SignalBase = 128;
const int Interrupt = 2;
const int Terminate = 15;

return CommandLine.Run(args, settings =>
{
    int signal = 0;
    using CancellationTokenSource stop = new();
    using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, Interrupt));
    using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, Terminate));
    Session session = new(settings, stop.Token);
    try
    {
        session.Run();
        return 0;
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        CommandLine.Complain($"stopped {session.State}");
        return SignalBase + signal;
    }
    catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        CommandLine.Complain(exception.Message);
        return Failure;
    }

    void Stop(PosixSignalContext context, int number)
    {
        // The first signal ends the training after the step under way; a second one ends the process as it would without this.
        context.Cancel = Interlocked.CompareExchange(ref signal, number, 0) == 0;
        stop.Cancel();
    }
});
