using System;
using System.Diagnostics;
using CnnGen;

namespace Digits;

/// <summary>What one Forward costs on one thread.</summary>
/// <param name="Microseconds">The median time of one sample.</param>
/// <param name="BytesPerCall">Bytes allocated by a call.</param>
internal sealed record Measurement(double Microseconds, double BytesPerCall)
{
    private const int Rounds = 31;
    private const int CallsPerRound = 500;

    public static Measurement Take(LeNet5 network, Dataset data)
    {
        float[] image = new float[LeNet5.InputLength];
        Span<float> scores = stackalloc float[LeNet5.OutputLength];
        data.Read(0, image);
        double[] rounds = new double[Rounds];
        for (int call = 0; call < CallsPerRound; call++)
        {
            network.Forward(image, scores);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int call = 0; call < CallsPerRound; call++)
            {
                network.Forward(image, scores);
            }

            rounds[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / CallsPerRound;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(rounds);
        return new Measurement(rounds[Rounds / 2], (double)allocated / (Rounds * CallsPerRound));
    }

    public override string ToString() => FormattableString.Invariant(
        $"Forward: {Microseconds:F2} us a digit on one thread, {1e6 / Microseconds:N0} digits a second, {BytesPerCall:F0} bytes allocated");
}
