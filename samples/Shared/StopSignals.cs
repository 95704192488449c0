using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Samples;

/// <summary>Ctrl+C and SIGTERM: the first cancels, so that the step under way is completed; a second one ends the process as it would without this.</summary>
internal sealed class StopSignals : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _first;

    public StopSignals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, Interrupt));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, Terminate));
    }

    /// <summary>Cancelled with the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>The first signal's number, or null as long as there was none.</summary>
    public int? First => Volatile.Read(ref _first) is > 0 and int signal ? signal : null;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context, int signal)
    {
        context.Cancel = Interlocked.CompareExchange(ref _first, signal, 0) == 0;
        _stop.Cancel();
    }
}
