using System;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace CnnGen;

/// <content>Training together with other processes.</content>
public sealed partial class Trainer<T>
{
    // What is given to the others at once, so that its bytes can be counted.
    private const int BroadcastFloats = 1 << 26;

    private readonly StepPart _part;
    private GroupMember? _member;
    private bool _endsAlike;

    private bool IsFirstProcess => Options.Group is null or { Rank: 0 };

    private static StepPart PartOf(TrainerOptions options)
    {
        if (options.Group is not { } group)
        {
            return StepPart.Whole(options.BatchSize);
        }

        if (options.BatchSize < group.Size)
        {
            throw new ArgumentException($"a batch of {options.BatchSize} samples leaves some of {group.Size} processes without one; expected a BatchSize of at least {group.Size}", nameof(options));
        }

        return new StepPart(options.BatchSize, group.Rank, group.Size);
    }

    /// <summary>Runs a call of Fit. Where it fails in one process of a group alone, the others, which wait for it, are ended.</summary>
    private TrainingReport Guard(Func<TrainingReport> fit)
    {
        _endsAlike = false;
        if (Options.Group is not { } group)
        {
            return fit();
        }

        try
        {
            return fit();
        }
        catch (Exception exception) when (!_endsAlike)
        {
            group.Abort($"process {group.Rank} of {group.Size} ended its training: {exception.Message}");
            throw;
        }
    }

    /// <summary>Makes sure that the processes train the same, and gives all of them what process 0 has: weights, what the optimizer remembers, and where the training is.</summary>
    private void JoinGroup(FitRun run)
    {
        if (Options.Group is not { } group)
        {
            return;
        }

        GroupSetup own = new(CreateHeader(), run.Train.Count, run.Validation?.Count, run.Steps);
        GroupSetup first = GroupSetup.Parse(Broadcast(group, own.Describe()));
        SetupDifference? difference = own.DifferenceFrom(first);
        if (GroupMember.AnyOf(group, difference is not null))
        {
            throw Alike(new ProcessGroupException(difference is null
                ? "another process of the group trains otherwise than process 0: its message says how"
                : $"process {group.Rank} trains with the {difference.What} {difference.Own}; expected {difference.Expected}, as process 0 does: all make the same calls, with the same options and datasets"));
        }

        foreach (StateTensors state in CreateStateTensors())
        {
            for (int begin = 0; begin < state.Memory.Length; begin += BroadcastFloats)
            {
                group.Broadcast(MemoryMarshal.AsBytes(state.Memory.Span.Slice(begin, Math.Min(BroadcastFloats, state.Memory.Length - begin))));
            }
        }

        Continue(first.Header.Counters);
    }

    /// <summary>Ends a step when all processes know what it came to.</summary>
    private StepScore EndStepOfGroup(GroupMember member, in StepScore own, int samples, Divergence? watch)
    {
        StepScore score = member.EndBackward(own);
        if (watch is { } lossWatch && !double.IsFinite(score.Loss))
        {
            throw Alike(member.Fault ?? lossWatch.OfOthersLoss(score.Loss));
        }

        if (watch?.OfGradients(_accumulated is null ? _graph.PackedGradients : _accumulated.Span) is { } fault)
        {
            throw Alike(fault);
        }

        int last = ((samples - 1) % Options.BatchSize) + 1;
        member.AverageEstimates(_part.CountOf(last) > 0, Math.Min(last, _part.Size));
        return score;
    }

    /// <summary>Ends the training at once, or in a group when the others know too.</summary>
    private void EndUnlessInGroup(NotFiniteNumberException fault)
    {
        if (_member is null)
        {
            throw fault;
        }

        _member.Fault ??= fault;
    }

    /// <summary>Ends the training if it was cancelled; in a group, if all processes know that it was in one of them.</summary>
    private void ThrowIfCancelled(FitRun run)
    {
        if (_member is null)
        {
            run.CancellationToken.ThrowIfCancellationRequested();
        }
        else if (_member.IsCancelled)
        {
            throw Alike(new OperationCanceledException("the training was cancelled, in this process or in another one", run.CancellationToken));
        }
    }

    /// <summary>What cancels a wait: nothing where other processes wait as well.</summary>
    private CancellationToken Cancelling(FitRun run) => _member is null ? run.CancellationToken : CancellationToken.None;

    /// <summary>Marks an exception that all processes throw.</summary>
    private Exception Alike(Exception exception)
    {
        _endsAlike = true;
        return exception;
    }

    private static string Broadcast(ProcessGroup group, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int length = bytes.Length;
        group.Broadcast(MemoryMarshal.AsBytes(new Span<int>(ref length)));
        bytes = group.Rank == 0 ? bytes : new byte[length];
        group.Broadcast(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
