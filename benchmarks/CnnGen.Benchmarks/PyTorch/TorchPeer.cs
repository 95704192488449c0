using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using CnnGen.Benchmarks.Measuring;

namespace CnnGen.Benchmarks.PyTorch;

/// <summary>A network's training in a Python process, which times its own steps when told to. Its script tells the commands.</summary>
internal sealed class TorchPeer : IContestant
{
    private const string Script = "torch_peer.py";
    private const string Engine = "PyTorch ";
    private const string Greeting = "ready ";

    private static readonly string[] Interpreters = ["python3", "/usr/bin/python3"];

    private readonly Process _process;

    private TorchPeer(Process process, string version)
    {
        _process = process;
        Name = Engine + version;
    }

    /// <summary>PyTorch's version and its BLAS.</summary>
    public string Name { get; }

    /// <summary>Whether the matrix products are those of the reference BLAS, which uses no vectors.</summary>
    public bool HasSlowBlas => Name.EndsWith("reference BLAS", StringComparison.Ordinal);

    /// <summary>Starts the first Python that has PyTorch.</summary>
    /// <param name="threads">Threads that PyTorch works on.</param>
    /// <param name="model">The network.</param>
    /// <returns>Null if no Python has it.</returns>
    public static TorchPeer? TryStart(int threads, TorchModel model)
    {
        foreach (string interpreter in Interpreters)
        {
            if (TryStart(interpreter, threads, model) is { } peer)
            {
                return peer;
            }
        }

        return null;
    }

    /// <summary>Sets a parameter.</summary>
    /// <param name="name">Its name in PyTorch's state dictionary.</param>
    /// <param name="values">Its elements.</param>
    public void SetParameter(string name, float[] values) => Ask($"set {name} {Encode<float>(values)}");

    /// <summary>Sets the batch that all steps see.</summary>
    /// <param name="samples">The inputs.</param>
    /// <param name="labels">The class of each.</param>
    public void SetBatch(float[] samples, int[] labels) => Ask($"batch {Encode<float>(samples)} {Encode<int>(labels)}");

    /// <summary>Begins anew with Adam, or with SGD of momentum 0.9.</summary>
    /// <param name="isAdam">Whether it is Adam.</param>
    /// <param name="learningRate">The learning rate.</param>
    public void SetOptimizer(bool isAdam, float learningRate) => Ask($"optimizer {(isAdam ? "adam" : "sgd")} {learningRate.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Does one step.</summary>
    /// <returns>The loss before it.</returns>
    public double Step() => double.Parse(Ask("step"), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public double Time(int iterations) =>
        double.Parse(Ask($"time {iterations.ToString(CultureInfo.InvariantCulture)}"), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The script ends with its input.
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static TorchPeer? TryStart(string interpreter, int threads, TorchModel model)
    {
        string count = threads.ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start = new(interpreter, ["-c", ReadScript(), count, model.InputShape, .. model.Layers])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };

        // PyTorch's own setting does not reach every BLAS.
        start.Environment["OMP_NUM_THREADS"] = count;
        start.Environment["OPENBLAS_NUM_THREADS"] = count;
        start.Environment["MKL_NUM_THREADS"] = count;

        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }

        if (process is null)
        {
            return null;
        }

        // Read and dropped, so that warnings never fill the pipe.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        if (process.StandardOutput.ReadLine() is { } line && line.StartsWith(Greeting, StringComparison.Ordinal))
        {
            return new TorchPeer(process, line[Greeting.Length..]);
        }

        process.WaitForExit();
        process.Dispose();
        return null;
    }

    private static string ReadScript()
    {
        using Stream stream = typeof(TorchPeer).Assembly.GetManifestResourceStream(Script)
            ?? throw new InvalidOperationException($"{Script} is not embedded");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static string Encode<T>(T[] values)
        where T : unmanaged => Convert.ToBase64String(MemoryMarshal.AsBytes<T>(values));

    private string Ask(string command)
    {
        string? reply = null;
        try
        {
            _process.StandardInput.WriteLine(command);
            _process.StandardInput.Flush();
            reply = _process.StandardOutput.ReadLine();
        }
        catch (IOException)
        {
            // The process is gone, as it is when there is no reply.
        }

        return reply ?? throw new InvalidOperationException($"the PyTorch process ended at '{command.Split(' ')[0]}'");
    }
}
